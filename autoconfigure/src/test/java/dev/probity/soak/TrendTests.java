package dev.probity.soak;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrendTests {

	private final SplittableRandom random = new SplittableRandom(1);

	@Test
	void noiseDoesNotGrow() {
		assertThat(trend(0).grows()).isFalse();
	}

	@Test
	void aLeakGrowsEvenIfItIsSmallerThanTheNoise() {
		assertThat(trend(0.1).grows()).isTrue();
	}

	@Test
	void whatMattersToNobodyDoesNotGrow() {
		Trend trend = new Trend("bytes");
		for (int i = 0; i < 100; i++) {
			trend.add(i, 1_000 + i * 0.05);
		}
		assertThat(trend.slope()).isEqualTo(0.05, org.assertj.core.data.Offset.offset(1e-6));
		assertThat(trend.grows()).isFalse();
	}

	private Trend trend(double leak) {
		Trend trend = new Trend("threads");
		for (int i = 0; i < 150; i++) {
			trend.add(i, 40 + i * leak + this.random.nextDouble(-10, 10));
		}
		return trend;
	}

}
