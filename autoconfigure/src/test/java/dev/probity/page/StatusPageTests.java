package dev.probity.page;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.actuate.ProbityDescriptor;
import dev.probity.actuate.ProbityDescriptor.ChangeDescriptor;
import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.OverrideDescriptor;
import dev.probity.actuate.ProbityDescriptor.PolicyDescriptor;
import dev.probity.check.CheckKind;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.page.RecentRuns.Outcome;
import dev.probity.page.RecentRuns.Run;
import dev.probity.probe.Criticality;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is on the page of things that take long to come about.
 */
class StatusPageTests {

	private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

	private static final Instant NOW = START.plusSeconds(600);

	private final StatusPage page = new StatusPage(new ResultHistory(), START, () -> NOW);

	@Test
	void aThousandChecksAreFewerThanAMegabyte() {
		Map<String, CheckDescriptor> checks = new LinkedHashMap<>();
		for (int i = 0; i < 1000; i++) {
			checks.put("service-" + i, check((i % 10 == 0) ? "FAILING" : "PASSING"));
		}
		assertThat(this.page.render(descriptor(checks, List.of()))).hasSizeLessThan(1_000_000)
			.contains("service-0</th>", "service-999</th>");
	}

	@Test
	void theNameOfACheckStaysText() {
		String page = this.page.render(descriptor(Map.of("<b onclick=\"x\">", check("FAILING")),
				List.of(new ChangeDescriptor(START.plusSeconds(60), "<b onclick=\"x\">", null, null, null, "PASSING",
						"FAILING", "1m", "</textarea><script>", null))));
		assertThat(page).doesNotContain("<b ").doesNotContain("<script").containsOnlyOnce("</textarea>");
	}

	@Test
	void aTimelineGoesFromTheStartToNow() {
		Timeline timeline = Timeline
			.of(descriptor(Map.of("db", check("PASSING")), List.of(change(NOW.minusSeconds(60), "FAILING", "PASSING"),
					change(START.plusSeconds(300), "PASSING", "FAILING"))), START, NOW);
		assertThat(timeline.rows()).singleElement()
			.extracting(Timeline.Row::stretches)
			.isEqualTo(List.of(new Timeline.Stretch(START, "PASSING"),
					new Timeline.Stretch(START.plusSeconds(300), "FAILING"),
					new Timeline.Stretch(NOW.minusSeconds(60), "PASSING")));
		assertThat(timeline.at(START, 100)).isZero();
		assertThat(timeline.at(START.plusSeconds(300), 100)).isEqualTo(50);
		assertThat(timeline.at(NOW, 100)).isEqualTo(100);
	}

	@Test
	void aCheckThatHasAlwaysPassedTakesNoRowOfTheTimeline() {
		ProbityDescriptor shown = descriptor(Map.of("db", check("PASSING")),
				List.of(change(START.plusSeconds(1), "UNKNOWN", "PASSING")));
		assertThat(Timeline.of(shown, START, NOW).rows()).isEmpty();
	}

	@Test
	void theRunsOfACheckAreSaidInWords() {
		assertThat(Sparkline.words(List.of(run(5, Outcome.PASSED), run(2000, Outcome.FAILED), run(7, Outcome.PASSED))))
			.isEqualTo("last 3 runs: 1 failed, 0 inconclusive; median 7ms, longest 2s");
	}

	@Test
	void aPostMortemBeginsWithTheOldestChange() {
		ProbityDescriptor shown = descriptor(Map.of("db", check("PASSING")),
				List.of(change(NOW.minusSeconds(60), "FAILING", "PASSING"),
						change(START.plusSeconds(300), "PASSING", "FAILING")));
		assertThat(PostMortem.of(shown, NOW)).isEqualTo("""
				Ready. (as of 2026-11-29 10:10:00 UTC)

				| UTC | what | from | to | lasted | reason |
				| --- | --- | --- | --- | --- | --- |
				| 2026-11-29 10:05:00 | db | PASSING | FAILING | 1m | a \\| b |
				| 2026-11-29 10:09:00 | db | FAILING | PASSING | 1m | a \\| b |
				""");
	}

	private static Run run(long millis, Outcome outcome) {
		return new Run(Duration.ofMillis(millis).toNanos(), outcome);
	}

	private static ChangeDescriptor change(Instant at, String from, String to) {
		return new ChangeDescriptor(at, "db", null, null, null, from, to, "1m", "a | b", null);
	}

	private static CheckDescriptor check(String state) {
		return new CheckDescriptor(state, CheckKind.DEPENDENCY, Map.of("readiness", Criticality.REQUIRED), null, START,
				NOW, "2s", "6ms", 0, 2, state.equals("FAILING") ? "connection refused" : null, null, null, null, null,
				new PolicyDescriptor("5s", "1s", "2s", 2, 2, 0.1, "17s"), "10.5s");
	}

	private static ProbityDescriptor descriptor(Map<String, CheckDescriptor> checks, List<ChangeDescriptor> recorder) {
		return new ProbityDescriptor(LifecyclePhase.SERVING, "Ready.", Details.SHOWN,
				new OverrideDescriptor(Mode.AUTO, null, null, null, null), Map.of(), checks, null, null, null, recorder,
				null, null);
	}

}
