package dev.probity.page;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.probity.actuate.EndpointPage.Refresh;
import dev.probity.actuate.ProbityDescriptor;
import dev.probity.actuate.ProbityDescriptor.ChangeDescriptor;
import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.Details;
import dev.probity.actuate.ProbityDescriptor.OverrideDescriptor;
import dev.probity.actuate.ProbityDescriptor.PolicyDescriptor;
import dev.probity.actuate.ProbityDescriptor.RestartDescriptor;
import dev.probity.change.ChangeHistory;
import dev.probity.check.CheckKind;
import dev.probity.fixture.ArabicDigits;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.page.RecentRuns.Outcome;
import dev.probity.page.RecentRuns.Run;
import dev.probity.probe.Criticality;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is on the page of things that take long to come about.
 */
class StatusPageTests {

	private static final Instant START = Instant.parse("2026-11-29T10:00:00Z");

	private static final Instant NOW = START.plusSeconds(600);

	private static final Pattern HEADING = Pattern.compile("<h2>([^<]*)</h2>");

	private final ResultHistory history = new ResultHistory();

	private final StatusPage page = new StatusPage(this.history, START, () -> NOW);

	@Test
	@ResourceLock(Resources.LOCALE)
	void picturesHaveTheDigitsOfSvgWhateverTheLanguageOfTheMachine() {
		this.history.runs("db").add(run(3, Outcome.PASSED));
		ProbityDescriptor shown = descriptor(Map.of("db", check("PASSING")), List.of());
		assertThat(ArabicDigits.with(() -> render(shown))).contains("viewBox=\"0 0 ")
			.doesNotContainPattern("viewBox=\"[^\"]*[^0-9 \"]");
	}

	@Test
	void aThousandChecksWithTheirRunsAreFewerThanAMegabyteInLessThanASecond() {
		Map<String, CheckDescriptor> checks = new LinkedHashMap<>();
		for (int i = 0; i < 1000; i++) {
			String name = "service-" + i;
			checks.put(name, check((i % 2 == 0) ? "FAILING" : "PASSING"));
			for (int run = 0; run < RecentRuns.CAPACITY; run++) {
				this.history.runs(name).add(run(1 + (i + 7L * run) % 300, Outcome.values()[run % 3]));
			}
		}
		ProbityDescriptor shown = descriptor(checks, List.of());
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadCpuTime();
		String rendered = render(shown);
		assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(1));
		assertThat(rendered.getBytes(StandardCharsets.UTF_8).length).isLessThan(1_000_000);
		assertThat(rendered).contains("service-0</th>", "service-999</th>");
	}

	@Test
	void checksThatHaveGoneAreNotRememberedForEver() {
		this.history.runs("tenants/gone").add(run(1, Outcome.PASSED));
		this.history.runs("db").add(run(1, Outcome.PASSED));
		for (int i = 0; i < ResultHistory.MOST_CHECKS; i++) {
			this.history.runs("tenants/" + i);
			this.history.runs("db");
		}
		assertThat(this.history.of("tenants/gone")).isEmpty();
		assertThat(this.history.of("db")).hasSize(1);
	}

	@Test
	void whoReadsOrCopiesCanStopTheRefresh() {
		ProbityDescriptor shown = descriptor(Map.of(), List.of());
		assertThat(this.page.render(shown, null, Refresh.PERIODIC)).contains("http-equiv=\"refresh\"",
				"href=\"?refresh=off\"");
		assertThat(this.page.render(shown, null, Refresh.OFF)).doesNotContain("http-equiv=\"refresh\"")
			.contains("href=\"?\"");
	}

	@Test
	void theEndsOfEarlierProcessesAreTheBeginningOfTheTimeline() {
		RestartDescriptor end = new RestartDescriptor(START.minusSeconds(20), "deadlock", "3h", "threads 12 and 13");
		ProbityDescriptor shown = descriptor(Map.of(), List.of(change(NOW.minusSeconds(60), "FAILING", "PASSING")),
				List.of(end));
		assertThat(render(shown)).containsSubsequence("db: FAILING", "2026-11-29 09:59:40",
				"an earlier process ended after 3h", "deadlock (threads 12 and 13)", "</ol>");
		assertThat(PostMortem.of(shown, NOW)).containsSubsequence(
				"| 2026-11-29 09:59:40 | process | running | ended | 3h | deadlock (threads 12 and 13) |", "| db |");
	}

	@Test
	void whatIsNotThereLeavesNoEmptyBox() {
		ProbityDescriptor shown = descriptor(Map.of("db", check("PASSING")), List.of());
		assertThat(HEADING.matcher(render(shown)).results().map((heading) -> heading.group(1)))
			.containsExactly("Probes", "Checks", "Timeline", "For a post-mortem");
		assertThat(this.page.render(shown, "containers:\n  - name: <b>", Refresh.PERIODIC))
			.containsSubsequence("<h2>The manifest that fits</h2>", "containers:\n  - name: &lt;b&gt;");
	}

	@Test
	void theNameOfACheckStaysText() {
		String page = render(descriptor(Map.of("<b onclick=\"x\">", check("FAILING")),
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

	/**
	 * What has been before is not known.
	 */
	@Test
	void aTimelineGoesFromTheOldestChangeOnceOlderOnesAreForgotten() {
		Instant oldest = NOW.minusSeconds(200);
		List<ChangeDescriptor> kept = new ArrayList<>();
		kept.add(change(NOW.minusSeconds(60), "FAILING", "PASSING"));
		while (kept.size() < ChangeHistory.CAPACITY) {
			kept.add(new ChangeDescriptor(oldest, "redis", null, null, null, "PASSING", "FAILING", "1s", null, null));
		}
		Timeline timeline = Timeline.of(descriptor(Map.of("db", check("PASSING")), kept), START, NOW);
		assertThat(timeline.start()).isEqualTo(oldest);
		assertThat(timeline.rows()).singleElement()
			.extracting(Timeline.Row::stretches)
			.isEqualTo(List.of(new Timeline.Stretch(oldest, "FAILING"),
					new Timeline.Stretch(NOW.minusSeconds(60), "PASSING")));
	}

	@Test
	void whatWasNotTodayHasItsDate() {
		ChangeDescriptor today = change(NOW.minusSeconds(60), "FAILING", "PASSING");
		ChangeDescriptor lastWeek = change(NOW.minus(Duration.ofDays(7)), "PASSING", "FAILING");
		assertThat(render(descriptor(Map.of("db", check("PASSING")), List.of(today, lastWeek)))).containsSubsequence(
				"FAILING since 2026-11-22 10:10:00", "PASSING since 10:09:00", ">10:09:00</time>",
				">2026-11-22 10:10:00</time>");
	}

	/**
	 * It is neither a state nor the end of one.
	 */
	@Test
	void whatIsFoundAboutTheClientIsNoStretchOfTheTimeline() {
		ProbityDescriptor shown = descriptor(Map.of("db", check("PASSING")),
				List.of(change(NOW.minusSeconds(50), "DEPENDENCY_DOWN", "no finding"),
						change(NOW.minusSeconds(60), "FAILING", "PASSING"),
						change(START.plusSeconds(310), "no finding", "DEPENDENCY_DOWN"),
						change(START.plusSeconds(300), "PASSING", "FAILING")));
		assertThat(Timeline.of(shown, START, NOW).rows()).singleElement()
			.extracting(Timeline.Row::stretches)
			.isEqualTo(List.of(new Timeline.Stretch(START, "PASSING"),
					new Timeline.Stretch(START.plusSeconds(300), "FAILING"),
					new Timeline.Stretch(NOW.minusSeconds(60), "PASSING")));
		assertThat(render(shown)).contains("db: no finding → DEPENDENCY_DOWN");
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
				NOW, "2s", "6ms", 0, 2,
				state.equals("FAILING")
						? "PSQLException: Connection to orders-db:5432 refused. Check that the hostname and port are correct"
						: null,
				null, null, null, null, new PolicyDescriptor("5s", "1s", "2s", 2, 2, 0.1, "17s"), "10.5s");
	}

	private String render(ProbityDescriptor shown) {
		return this.page.render(shown, null, Refresh.PERIODIC);
	}

	private static ProbityDescriptor descriptor(Map<String, CheckDescriptor> checks, List<ChangeDescriptor> recorder) {
		return descriptor(checks, recorder, null);
	}

	private static ProbityDescriptor descriptor(Map<String, CheckDescriptor> checks, List<ChangeDescriptor> recorder,
			@Nullable List<RestartDescriptor> restarts) {
		return new ProbityDescriptor(LifecyclePhase.SERVING, "Ready.", Details.SHOWN,
				new OverrideDescriptor(Mode.AUTO, null, null, null, null), Map.of(), checks, null, null, null, recorder,
				null, restarts);
	}

}
