package dev.probity.startup;

import java.time.Duration;
import java.util.Set;

import dev.probity.check.InvalidSettingException;
import dev.probity.probe.TaskCriticality;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A policy that cannot be is not made.
 */
class StartupTaskPolicyTests {

	private final StartupTaskPolicy policy = StartupTaskPolicy.defaults();

	@Test
	void theDefaultsAreThoseThatAreDocumented() {
		assertThat(this.policy).isEqualTo(new StartupTaskPolicy(TaskCriticality.REQUIRED, Duration.ofMinutes(5), 0,
				Duration.ofSeconds(1), Set.of()));
	}

	@Test
	void eachSettingHasItsRange() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> this.policy.timeout(Duration.ofMillis(9)))
			.withMessage("'timeout' is 9ms: it must be from 10ms to 365d");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> this.policy.retries(-1, Duration.ZERO))
			.withMessage("'retries' is -1: it must be at least 0");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> this.policy.retries(1, Duration.ofMillis(-1)))
			.withMessage("'back-off' is -1ms: it must be from 0s to 1h");
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> this.policy.retries(1, Duration.ofHours(2)));
	}

	@Test
	void aNameIsNotEmptyAndHasNoWhiteSpace() {
		for (String name : new String[] { "", " ", "warm cache" }) {
			assertThatIllegalArgumentException().isThrownBy(() -> new StartupTaskRegistration(name, (progress) -> {
			}, this.policy)).withMessageContaining("'" + name + "'");
		}
	}

	@Test
	void progressTakesNoNegativeFigures() {
		StartupProgress progress = StartupProgress.unobserved();
		assertThatIllegalArgumentException().isThrownBy(() -> progress.of(-1))
			.withMessage("'total' must not be negative, but is -1");
		assertThatIllegalArgumentException().isThrownBy(() -> progress.advance(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> progress.set(-1, 3));
	}

	@Test
	void aGateIsOpenedOnceForAll() {
		StartupGate gate = new StartupGate("leader elected");
		assertThat(gate.isMet()).isFalse();
		gate.open();
		gate.open();
		assertThat(gate.isMet()).isTrue();
		assertThat(gate.description()).isEqualTo("leader elected");
		assertThatIllegalArgumentException().isThrownBy(() -> new StartupGate(" "));
	}

}
