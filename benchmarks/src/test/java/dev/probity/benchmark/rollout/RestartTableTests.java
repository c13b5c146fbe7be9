package dev.probity.benchmark.rollout;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Findings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table has all rolling restarts of a variant in a line, and the target those of
 * Probity.
 */
class RestartTableTests {

	private static final List<Row> ROWS = List.of(row(1, Variant.STOCK, "haproxy-1s", 700, 300),
			row(2, Variant.STOCK, "haproxy-1s", 900, 100), row(1, Variant.PROBITY, "haproxy-1s", 1000, 0),
			row(1, Variant.PROBITY, "direct", 499, 1));

	@Test
	void aLineHasAllRestartsOfAVariant() {
		assertThat(new RestartTable(ROWS).toString()).contains(
				"| stock | `haproxy-1s` | 2 | 200 [100, 300] | 400 of 2,000 | 1.50 [1.00, 2.00] s | 4.50 [4.00, 5.00] s |",
				"| probity | `haproxy-1s` | 1 | 0 [0, 0] | 0 of 1,000 |", "| probity | `direct` | 1 | 1 [1, 1] |");
	}

	@Test
	void theTargetCountsWhatFailedWithProbity() {
		Findings findings = RollingRestart.findings(ROWS);
		assertThat(findings.targets()).singleElement().satisfies((target) -> {
			assertThat(target.measured()).isEqualTo(1);
			assertThat(target.isGuarded()).isFalse();
		});
	}

	private static Row row(int run, Variant variant, String callers, int ok, int failed) {
		return new Row(new Row.Cell(run, Stack.TOMCAT, variant), callers,
				new EnumMap<>(Map.of(Outcome.OK, ok, Outcome.CLOSED, failed)), List.of(1L, 2L, 3L),
				List.of(1000L, 2000L), List.of(4000L, 5000L), List.of(143L, 143L), List.of());
	}

}
