package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What was measured is told as it was, also after it has been written to a file.
 */
class ReportTests {

	private static final Row STOCK = row(1, Variant.STOCK, Map.of(Outcome.OK, 1500, Outcome.CLOSED, 7), 150);

	private static final Row WORSE = row(2, Variant.STOCK, Map.of(Outcome.OK, 1000, Outcome.SERVER_ERROR, 210), 250);

	private static final Row PROBITY = row(1, Variant.PROBITY, Map.of(Outcome.OK, 4000), 10_250);

	@TempDir
	private Path folder;

	@Test
	void aRowIsReadAsItWasWritten() {
		assertThat(Row.parse(STOCK.line())).isEqualTo(STOCK);
		Row direct = new Row(PROBITY.cell(), "direct", PROBITY.outcomes(), List.of(1L, 2L, 3L), List.of(), List.of(4L),
				List.of(137L), List.of());
		assertThat(Row.parse(direct.line())).isEqualTo(direct);
		assertThat(direct.line().split(",", -1)).hasSameSizeAs(Row.HEADER.split(",", -1));
	}

	@Test
	void theTablesTellWhatFailedAndHowLongItTook() {
		assertThat(new Report(List.of(STOCK, WORSE, PROBITY)).toString()).contains(
				"| Tomcat | `haproxy-1s` | 108.5 [7, 210] | 217 of 2,717 | 7 closed, 210 5xx | **0 of 4,000** |",
				"| Tomcat | stock | 2 | 1.50 [1.00, 2.00] s | – | 0.20 [0.15, 0.25] s | 143 | 0.06 [0.06, 0.06] s |",
				"| Tomcat | probity | 1 | 1.50 [1.00, 2.00] s | – | 10.25 [10.25, 10.25] s | 143 |");
	}

	@Test
	void aRequestThatIsLostWithProbityIsTold() {
		Row lost = row(1, Variant.PROBITY, Map.of(Outcome.OK, 3999, Outcome.RESET, 1), 10_250);
		assertThat(new Report(List.of(STOCK, lost)).toString()).contains("**1 of 4,000**, 1 reset |");
	}

	@Test
	void aPageHasTheTablesBetweenItsMarkersAndKeepsTheRest() throws IOException {
		Path page = this.folder.resolve("page.md");
		Files.writeString(page, "before\n%s\nold\n%s\nafter\n".formatted(Report.BEGIN, Report.END));
		Report report = new Report(List.of(STOCK));
		report.writeTo(page);
		report.writeTo(page);
		assertThat(page).hasContent("before\n%s\n%s%s\nafter\n".formatted(Report.BEGIN, report, Report.END));
	}

	@Test
	void aPageWithoutMarkersIsLeftAlone() throws IOException {
		Path page = Files.writeString(this.folder.resolve("page.md"), "before");
		assertThatIllegalStateException().isThrownBy(() -> new Report(List.of(STOCK)).writeTo(page));
		assertThat(page).hasContent("before");
	}

	private static Row row(int run, Variant variant, Map<Outcome, Integer> outcomes, long exit) {
		Map<Outcome, Integer> all = new EnumMap<>(Outcome.class);
		for (Outcome outcome : Outcome.values()) {
			all.put(outcome, outcomes.getOrDefault(outcome, 0));
		}
		return new Row(new Row.Cell(run, Stack.TOMCAT, variant), "haproxy-1s", all, List.of(52L, 60L, 300L),
				List.of(1000L, 2000L), List.of(exit, exit), List.of(143L, 143L), List.of(1507L, 0L));
	}

}
