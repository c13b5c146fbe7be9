package dev.probity.benchmark.vitals;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.benchmark.vitals.VitalCosts.Comparison;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the vitals cost is told as it was, and is next to nothing.
 */
class VitalCostTests {

	private static final Cost NONE = new Cost(0, Duration.ofMillis(30), Duration.ofMillis(4), 2_048, 4_096);

	private static final Cost ALL = new Cost(22, Duration.ofMillis(60), Duration.ofMillis(12), 20_480, 8_192);

	@Test
	void aCostIsReadAsItWasPrinted() {
		assertThat(Cost.parse(Stream.of("a line of the log", ALL.line()))).isEqualTo(ALL);
	}

	@Test
	void theTableTellsBoth() {
		assertThat(VitalCosts.table(List.of(new Comparison(50, NONE, ALL)), Duration.ofSeconds(60))).contains(
				"| 50 | none | 0 | 30.0 ms | 0.0500 % | 4.0 ms | 2 KB | 4 KB |",
				"| 50 | all | 22 | 60.0 ms | 0.1000 % | 12.0 ms | 20 KB | 8 KB |");
	}

	@ParameterizedTest
	@ValueSource(ints = { 50, 1_000 })
	@Tag("vital-costs")
	void theyTakeLessThanAThousandthOfACore(int threads) throws Exception {
		Duration watched = Duration.ofSeconds(Integer.getInteger("vital-costs.seconds", 120));
		Comparison comparison = new Comparison(threads, IdleProcess.measure(false, threads, watched),
				IdleProcess.measure(true, threads, watched));
		System.out.println(VitalCosts.table(List.of(comparison), watched));
		assertThat(comparison.with().runs()).isGreaterThan(watched.toSeconds() / 5);
		assertThat(comparison.with().cpu().minus(comparison.without().cpu())).isLessThan(watched.dividedBy(1_000));
	}

}
