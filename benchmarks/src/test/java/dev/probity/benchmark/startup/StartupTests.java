package dev.probity.benchmark.startup;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.probity.benchmark.harness.Machine;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What the starter adds is the median of the differences of the pairs, not the difference
 * of the medians.
 */
class StartupTests {

	private static final List<Pair> PAIRS = List.of(pair(4000, 4040), pair(5000, 5200), pair(8000, 8060));

	@Test
	void theMedianIsThatOfTheDifferences() {
		Findings findings = Startup.findings(Map.of(new Machine(Path.of("jdk"), 1), PAIRS));
		assertThat(findings.text()).contains("in turn, 3 times on each machine", "**JDK of unknown version, 1 CPU**",
				"| process start to ready, ms | 5,000 [4,000, 8,000] | 5,200 [4,040, 8,060] | +60 [+40, +200] "
						+ "| +40 to +200 | +1.0 [+0.8, +4.0] % |",
				"| heap in use when ready, KiB | 20 [20, 20] | 22 [22, 22] | +2 [+2, +2] | +2 to +2 | +10.0 [+10.0, +10.0] % |");
		assertThat(findings.targets()).extracting(Target::measured, Target::unit, Target::isMet)
			.containsExactly(tuple(60.0, " ms", true), tuple(1.1428571428571428, " %", true));
	}

	@Test
	void aStartIsReadAsItHasBeenKept() {
		Start start = PAIRS.get(0).probity();
		assertThat(Start.read(start.line())).isEqualTo(start);
	}

	@Test
	void twoPairsHaveAMedianBetweenThem() {
		assertThat(Figure.READY.medianDifference(PAIRS.subList(0, 2))).isEqualTo(120);
	}

	@Test
	void theLogTellsWhenItWasStarted() {
		assertThat(Start.started("Initialized in 12 ms\nStarted Orders in 2.345 seconds (process running for 2.9)\n"))
			.isEqualTo(2345);
		assertThatIllegalStateException().isThrownBy(() -> Start.started("Starting Orders"))
			.withMessageContaining("Starting Orders");
	}

	private static Pair pair(long stock, long probity) {
		return new Pair(new Start(stock - 500, stock - 400, stock, 3000, 300, 20_480, 8000, 30, 102_400),
				new Start(probity - 500, probity - 400, probity, 3100, 400, 22_528, 8400, 33, 103_424));
	}

}
