package dev.probity.benchmark.http;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * A sample tells what was answered, how soon and how fast.
 */
class SampleTests {

	@Test
	void percentilesAreThoseOfTheAnswers() {
		Sample sample = Samples.of(200, 1000);
		assertThat(sample.perSecond()).isEqualTo(1000);
		assertThat(sample.millis(50)).isCloseTo(500, within(1.0));
		assertThat(sample.millis(99.9)).isCloseTo(999, within(1.0));
	}

	@Test
	void samplesAreAdded() {
		Sample sum = Samples.of(200, 1200).plus(Samples.of(503, 300)).plus(Samples.unanswered());
		assertThat(sum.answers()).isEqualTo("1,200 × 200, 300 × 503, 1 × no answer");
		assertThat(sum.perSecond()).isEqualTo(750);
		assertThat(sum.answered()).isEqualTo(1500);
		assertThat(sum.millis(100)).isCloseTo(1200, within(1.0));
	}

	@Test
	void whatIsToBeAnsweredAlwaysInTheSameWayIsToBeAnsweredAtAll() {
		assertThat(Samples.of(200, 2).isOnly(200)).isTrue();
		assertThat(Samples.of(200, 2).plus(Samples.of(503, 1)).isOnly(200)).isFalse();
		assertThat(Samples.unanswered().isOnly(200)).isFalse();
	}

}
