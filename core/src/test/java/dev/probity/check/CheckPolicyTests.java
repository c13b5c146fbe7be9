package dev.probity.check;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class CheckPolicyTests {

	private static CheckPolicy policy(String interval, String retryInterval, String timeout, int failureThreshold,
			int successThreshold, double jitter, String maxAge) {
		return CheckPolicy.of(Duration.parse(interval), Duration.parse(retryInterval), Duration.parse(timeout),
				failureThreshold, successThreshold, jitter, (maxAge != null) ? Duration.parse(maxAge) : null);
	}

	@Test
	void theDefaultsAreThoseOfTheDesign() {
		assertThat(CheckPolicy.defaults()).isEqualTo(
				CheckPolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2), 2, 2, 0.1, null));
		assertThat(CheckPolicy.defaults().maxAge()).hasSeconds(17);
	}

	@Test
	void itKnowsWhetherItsMaximumAgeWasGiven() {
		CheckPolicy derived = policy("PT5S", "PT1S", "PT2S", 2, 2, 0.1, null);
		CheckPolicy given = policy("PT5S", "PT1S", "PT2S", 2, 2, 0.1, "PT17S");
		assertThat(derived.maxAge()).isEqualTo(given.maxAge());
		assertThat(derived.givenMaxAge()).isNull();
		assertThat(given.givenMaxAge()).hasSeconds(17);
		assertThat(given.onTimeout(TimeoutAction.INTERRUPT).withFirstRunTimeout(Duration.ofSeconds(3)).givenMaxAge())
			.hasSeconds(17);
		assertThat(derived.onTimeout(TimeoutAction.INTERRUPT).withFirstRunTimeout(Duration.ofSeconds(3)).givenMaxAge())
			.isNull();
	}

	@ParameterizedTest
	@CsvSource({ "PT5S,PT2S,PT17S", "PT1S,PT2S,PT8S", "PT2S,PT2S,PT8S" })
	void theMaximumAgeIsThreeRunsAndATimeout(String interval, String timeout, Duration maxAge) {
		assertThat(policy(interval, "PT1S", timeout, 1, 1, 0, null).maxAge()).isEqualTo(maxAge);
	}

	@ParameterizedTest
	@CsvSource({
			// interval x (1 + jitter) + timeout + (failures - 1) x (retry + timeout)
			"PT5S,PT1S,PT2S,2,0.1,PT10.5S", "PT5S,PT1S,PT2S,1,0.1,PT7.5S", "PT5S,PT1S,PT2S,3,0,PT13S",
			// a healthy run may take its whole timeout: then that is the gap
			"PT1S,PT1S,PT10S,1,0.5,PT20S",
			// readings of the ticker reach no further than that
			"PT1S,PT1S,PT2160H,10000,0,PT876000H" })
	void theWorstCaseIsOneGapAndEveryRunAtItsTimeout(String interval, String retry, String timeout, int failures,
			double jitter, Duration expected) {
		assertThat(policy(interval, retry, timeout, failures, 2, jitter, null).worstCaseDetection())
			.isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			PT0.009S, PT1S, PT2S, 2, 2, 0.1, PT17S, interval
			PT8761H, PT1S, PT2S, 2, 2, 0.1, PT17S, interval
			PT5S, PT0S, PT2S, 2, 2, 0.1, PT17S, retry-interval
			PT5S, PT8761H, PT2S, 2, 2, 0.1, PT17S, retry-interval
			PT5S, PT1S, PT-2S, 2, 2, 0.1, PT17S, timeout
			PT5S, PT1S, PT2S, 0, 2, 0.1, PT17S, failure-threshold
			PT5S, PT1S, PT2S, 2, 0, 0.1, PT17S, success-threshold
			PT5S, PT1S, PT2S, 10001, 2, 0.1, PT17S, failure-threshold
			PT5S, PT1S, PT2S, 2147483647, 2, 0.1, PT17S, failure-threshold
			PT5S, PT1S, PT2S, 2, 10001, 0.1, PT17S, success-threshold
			PT5S, PT1S, PT2S, 2, 2, -0.1, PT17S, jitter
			PT5S, PT1S, PT2S, 2, 2, 1, PT17S, jitter
			PT5S, PT1S, PT2S, 2, 2, NaN, PT17S, jitter
			PT5S, PT1S, PT2S, 2, 2, 0.1, PT7.499S, max-age
			PT5S, PT1S, PT2S, 2, 2, 0.1, PT8761H, max-age
			PT5S, PT60S, PT2S, 2, 2, 0.1, , retry-interval
			PT5S, PT13.001S, PT2S, 2, 2, 0.1, , retry-interval
			PT1S, PT5S, PT1S, 2, 2, 0.1, PT6.999S, retry-interval
			PT1S, PT10S, PT5S, 9, 9, 0, PT19S, retry-interval
			""")
	void aValueOutOfRangeIsRefusedByName(String interval, String retry, String timeout, int failures, int successes,
			double jitter, String maxAge, String setting) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> policy(interval, retry, timeout, failures, successes, jitter, maxAge))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo(setting));
	}

	@Test
	void theConstructorRefusesTheSame() {
		Duration fine = Duration.ofSeconds(1);
		Duration age = Duration.ofMinutes(1);
		Duration bad = Duration.ofMillis(9);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new CheckPolicy(bad, fine, fine, 1, 1, 0, age))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("interval"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new CheckPolicy(fine, fine, bad, 1, 1, 0, age))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("timeout"));
	}

	@Test
	void aValueBeyondAllReckoningIsRefusedByNameToo() {
		Duration fine = Duration.ofSeconds(1);
		Duration absurd = Duration.ofSeconds(Long.MAX_VALUE);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> CheckPolicy.of(absurd, fine, fine, 1, 1, 0, null))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("interval"));
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> CheckPolicy.of(fine, fine, absurd, 1, 1, 0, null))
			.satisfies((ex) -> assertThat(ex.setting()).isEqualTo("timeout"));
	}

	@ParameterizedTest
	@CsvSource({ "PT0.01S,PT0.01S,PT0.01S,1,1,0,PT0.02S", "PT4000H,PT8759H,PT30M,1,1,0,PT8760H",
			"PT5S,PT1S,PT2S,2,2,0.999,PT11.995S", "PT5S,PT1S,PT2S,2,2,0.1,PT7.5S", "PT5S,PT13S,PT2S,2,2,0.1,",
			"PT5S,PT60S,PT2S,2,2,0.1,PT64S", "PT5S,PT1S,PT2S,10000,10000,0.1," })
	void theLimitsThemselvesAreAllowed(String interval, String retry, String timeout, int failures, int successes,
			double jitter, String maxAge) {
		assertThatNoException().isThrownBy(() -> policy(interval, retry, timeout, failures, successes, jitter, maxAge));
	}

	@Test
	void theExceptionSaysWhichSettingWhichValueAndWhy() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> policy("PT5S", "PT1S", "PT2S", 0, 2, 0.1, null))
			.withMessage("'failure-threshold' is 0: it must be from 1 to 10000; "
					+ "a check that is never to change a probe has criticality 'observed'")
			.satisfies((ex) -> {
				assertThat(ex.value()).isEqualTo("0");
				assertThat(ex.reason()).isEqualTo(
						"it must be from 1 to 10000; a check that is never to change a probe has criticality 'observed'");
			});
	}

}
