package dev.probity.check;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RangeTests {

	private static final Range<Duration> TIMES = Range.of(Duration.ofMillis(10), Duration.ofDays(2));

	@Test
	void bothEndsAreInIt() {
		assertThat(TIMES.contains(Duration.ofMillis(10))).isTrue();
		assertThat(TIMES.contains(Duration.ofDays(2))).isTrue();
		assertThat(TIMES.contains(Duration.ofMillis(10).minusNanos(1))).isFalse();
		assertThat(TIMES.contains(Duration.ofDays(2).plusNanos(1))).isFalse();
		assertThat(Range.atLeast(1).contains(1)).isTrue();
		assertThat(Range.atLeast(1).contains(0)).isFalse();
		assertThat(Range.above(Duration.ZERO).contains(Duration.ZERO)).isFalse();
		assertThat(Range.above(Duration.ZERO).contains(Duration.ofNanos(1))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, -0.1, 1.001, Double.NaN, Double.POSITIVE_INFINITY })
	void aShareIsAboveZeroAndAtMostOne(double value) {
		assertThat(Range.SHARE.contains(value)).isFalse();
		assertThat(Range.SHARE.contains(1.0)).isTrue();
		assertThat(Range.SHARE.contains(Double.MIN_VALUE)).isTrue();
	}

	@Test
	void whatIsNotInItIsRefusedWithSettingValueAndRange() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> TIMES.require("back-off", Duration.ofMillis(-1500)))
			.withMessage("'back-off' is -1.5s: it must be from 10ms to 2d")
			.satisfies((ex) -> {
				assertThat(ex.setting()).isEqualTo("back-off");
				assertThat(ex.value()).isEqualTo("-1.5s");
				assertThat(ex.reason()).isEqualTo("it must be from 10ms to 2d");
			});
		assertThat(Range.atLeast(1).require("retries", 3)).isEqualTo(3);
	}

}
