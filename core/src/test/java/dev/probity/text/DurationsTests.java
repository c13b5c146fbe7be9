package dev.probity.text;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DurationsTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, 0s", "PT0.0009S, 0ms", "PT0.083S, 83ms", "PT1S, 1s", "PT1.5S, 1.5s", "PT59.995S, 59.995s",
			"PT1M, 1m", "PT1M30S, 1m30s", "PT61.05S, 1m1.05s", "PT1H, 1h", "PT1H2M3.004S, 1h2m3.004s", "PT24H, 1d",
			"PT25H, 1d1h", "P365D, 365d", "PT-1S, -1s", "PT-1M-1.5S, -1m1.5s", "PT-0.001S, -1ms" })
	void exactIsToTheMillisecond(Duration duration, String text) {
		assertThat(Durations.exact(duration)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0ms", "PT0.9999S, 999ms", "PT1S, 1s", "PT59.9S, 59s", "PT1M, 1m", "PT1M5S, 1m5s",
			"PT59M59S, 59m59s", "PT1H, 1h", "PT1H0M59S, 1h", "PT23H59M59S, 23h59m", "PT24H, 1d", "PT49H, 2d1h" })
	void briefHasTwoUnitsAtMost(Duration duration, String text) {
		assertThat(Durations.brief(duration)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource({ "PT0.083S, 83ms", "PT0.9999S, 999ms", "PT1S, 1.0s", "PT7.94S, 7.9s", "PT59.94S, 59.9s", "PT1M, 1m",
			"PT3M2.9S, 3m2s", "PT49H, 2d1h" })
	void elapsedHasATenthOfASecondBelowAMinute(Duration duration, String text) {
		assertThat(Durations.elapsed(duration)).isEqualTo(text);
	}

}
