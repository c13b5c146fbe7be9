package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.HealthCheck;
import dev.probity.check.VitalCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rule 5, in full: the state machine says what {@link ReferenceModel} says, for every
 * sequence of up to eight results.
 */
class CheckStateMachineModelTests {

	private static final int LONGEST = 8;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private int compared;

	@ParameterizedTest(name = "failure threshold {0}, success threshold {1}")
	@CsvSource({ "1,1", "1,2", "1,3", "2,1", "2,2", "2,3", "3,1", "3,2", "3,3" })
	void theStateMachineSaysWhatTheModelSaysOfEverySequence(int failureThreshold, int successThreshold) {
		CheckPolicy policy = Policies.policy(failureThreshold, successThreshold, 0);
		compareFrom(unknown((DependencyCheck) CheckResult::passed, policy), "");
		compareFrom(unknown((VitalCheck) CheckResult::passed, policy), "");
		// 4 + 16 + ... + 4^8 of each kind
		assertThat(this.compared).isEqualTo(2 * 87_380);
	}

	private void compareFrom(CheckSnapshot snapshot, String history) {
		if (history.length() == LONGEST) {
			return;
		}
		for (char result : "PDFI".toCharArray()) {
			String longer = history + result;
			CheckSnapshot next = CheckStateMachine.next(snapshot, run(result, longer.length()));
			compare(next, snapshot, longer);
			compareFrom(next, longer);
		}
	}

	private void compare(CheckSnapshot next, CheckSnapshot before, String history) {
		this.compared++;
		CheckPolicy policy = next.policy();
		CheckState expected = ReferenceModel.state(history, policy.failureThreshold(), policy.successThreshold());
		boolean entered = expected != before.state();
		// a plain comparison: 1,572,840 of them are made
		if (next.state() != expected
				|| next.isDegraded() != ReferenceModel.isDegraded(history, policy.failureThreshold(),
						policy.successThreshold())
				|| next.failures() != ReferenceModel.streak('F', history)
				|| next.successes() != ReferenceModel.streak('P', history)
				|| next.sinceTick() != (entered ? history.length() * SECOND : before.sinceTick())
				|| next.knownAt() != lastDecisive(history) * SECOND) {
			assertThat(next).as("after %s", history).isNull();
		}
	}

	private long lastDecisive(String history) {
		return history.replace('D', 'P').replace('P', 'F').lastIndexOf('F') + 1;
	}

	private CompletedRun run(char result, int second) {
		return new CompletedRun(switch (result) {
			case 'P' -> CheckResult.passed();
			case 'D' -> new CheckResult.Degraded("a part of it", Map.of());
			case 'F' ->
				(second % 2 == 0) ? CheckResult.failed("broken") : new CheckResult.TimedOut(Duration.ofSeconds(2));
			default -> CheckResult.inconclusive("saturated");
		}, second * SECOND, second * SECOND, Instant.EPOCH);
	}

	private CheckSnapshot unknown(HealthCheck check, CheckPolicy policy) {
		return CheckSnapshot.unknown(new CheckRegistration("db", check, policy), 0, Instant.EPOCH);
	}

	@Test
	void theModelItselfKnowsTheExamplesOfTheRules() {
		assertThat(ReferenceModel.state("", 2, 2)).isEqualTo(CheckState.UNKNOWN);
		assertThat(ReferenceModel.state("II", 2, 2)).isEqualTo(CheckState.UNKNOWN);
		assertThat(ReferenceModel.state("F", 2, 2)).isEqualTo(CheckState.UNKNOWN);
		assertThat(ReferenceModel.state("F", 1, 2)).isEqualTo(CheckState.FAILING);
		assertThat(ReferenceModel.state("FIF", 2, 2)).isEqualTo(CheckState.FAILING);
		assertThat(ReferenceModel.state("FP", 2, 2)).isEqualTo(CheckState.PASSING);
		assertThat(ReferenceModel.state("FPF", 2, 2)).isEqualTo(CheckState.PASSING);
		assertThat(ReferenceModel.state("FFP", 2, 2)).isEqualTo(CheckState.FAILING);
		assertThat(ReferenceModel.state("PFPFPF", 2, 2)).isEqualTo(CheckState.PASSING);
		assertThat(ReferenceModel.state("PFIF", 2, 2)).isEqualTo(CheckState.FAILING);
		assertThat(ReferenceModel.state("PFFPFP", 2, 2)).isEqualTo(CheckState.FAILING);
		assertThat(ReferenceModel.state("PFFPP", 2, 2)).isEqualTo(CheckState.PASSING);
		assertThat(ReferenceModel.state("PFFDP", 2, 2)).isEqualTo(CheckState.PASSING);
		assertThat(ReferenceModel.isDegraded("DIF", 2, 2)).isTrue();
		assertThat(ReferenceModel.isDegraded("DFF", 2, 2)).isFalse();
		assertThat(ReferenceModel.isDegraded("PFFPD", 2, 2)).isTrue();
		assertThat(ReferenceModel.isDegraded("PFFDP", 2, 2)).isFalse();
	}

}
