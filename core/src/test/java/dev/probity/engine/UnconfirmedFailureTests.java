package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for rule 3, "no stale OK", where a failure comes that is not confirmed yet.
 */
class UnconfirmedFailureTests {

	private static final long MAX_AGE = CheckPolicy.defaults().maxAge().toNanos();

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final CheckSnapshot passing = CheckStateMachine.next(CheckSnapshot.unknown(
			new CheckRegistration("db", (DependencyCheck) CheckResult::passed, CheckPolicy.defaults()), 0,
			Instant.EPOCH), run(CheckResult.passed(), 0));

	@Test
	void doesNotMakeAStaleOkFresh() {
		CheckSnapshot failedOnce = CheckStateMachine.next(this.passing, run(CheckResult.failed("stuck"), MAX_AGE + 1));
		assertThat(failedOnce.state()).isEqualTo(CheckState.PASSING);
		assertThat(failedOnce.isStale(MAX_AGE + SECOND)).isTrue();
	}

	@Test
	void renewsAnOkThatIsNotStaleYet() {
		CheckSnapshot failedOnce = CheckStateMachine.next(this.passing, run(CheckResult.failed("late"), MAX_AGE - 1));
		assertThat(failedOnce.isStale(MAX_AGE + SECOND)).isFalse();
	}

	@Test
	void isFreshOnceItIsConfirmedOrRefuted() {
		CheckSnapshot failedOnce = CheckStateMachine.next(this.passing, run(CheckResult.failed("stuck"), MAX_AGE + 1));
		for (CheckResult next : new CheckResult[] { CheckResult.failed("stuck"), CheckResult.passed() }) {
			CheckSnapshot after = CheckStateMachine.next(failedOnce, run(next, MAX_AGE + SECOND));
			assertThat(after.knownAt()).as("%s", next).isEqualTo(MAX_AGE + SECOND);
		}
	}

	private static CompletedRun run(CheckResult result, long at) {
		return new CompletedRun(result, at, at, Instant.EPOCH);
	}

}
