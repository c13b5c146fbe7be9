package dev.probity.benchmark.hang;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A percentile is the time within which that part of the answers came.
 */
class LatenciesTests {

	@Test
	void aPercentileIsOneOfTheTimes() {
		Latencies latencies = Latencies
			.of(IntStream.rangeClosed(1, 1000).map((i) -> 1001 - i).mapToObj(Duration::ofMillis).toList());
		assertThat(latencies.millis(0.5)).isEqualTo(500);
		assertThat(latencies.millis(0.99)).isEqualTo(990);
		assertThat(latencies.millis(0.999)).isEqualTo(999);
		assertThat(latencies.text(1)).isEqualTo("1000.0 ms");
	}

	@Test
	void oneAnswerIsAllPercentiles() {
		Latencies latencies = Latencies.of(List.of(Duration.ofMillis(7)));
		assertThat(latencies.millis(0.001)).isEqualTo(7);
		assertThat(latencies.millis(0.999)).isEqualTo(7);
	}

	@Test
	void noAnswersHaveNone() {
		assertThat(Latencies.of(List.of()).millis(0.5)).isNaN();
		assertThat(Latencies.of(List.of()).text(0.5)).isEqualTo("–");
	}

}
