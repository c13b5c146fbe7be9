package dev.probity.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckStateMachineTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private CheckSnapshot snapshot = CheckSnapshot
		.unknown(new CheckRegistration("db", (DependencyCheck) CheckResult::passed, Policies.STEADY), 0, Instant.EPOCH);

	private void after(CheckResult result, long startedAt, long endedAt) {
		this.snapshot = CheckStateMachine.next(this.snapshot,
				new CompletedRun(result, startedAt * SECOND, endedAt * SECOND, Instant.ofEpochSecond(endedAt)));
	}

	@Nested
	@DisplayName("Rule 3: no stale OK")
	class NoStaleOk {

		@Test
		void ageCountsFromTheStartOfTheRun() {
			after(CheckResult.passed(), 3, 5);
			assertThat(CheckStateMachineTests.this.snapshot.age(10 * SECOND)).isEqualTo(Duration.ofSeconds(7));
		}

		@Test
		void ageIsNeverNegative() {
			after(CheckResult.passed(), 3, 5);
			assertThat(CheckStateMachineTests.this.snapshot.age(2 * SECOND)).isZero();
		}

		@Test
		void aSnapshotIsStaleOnceItsAgeExceedsTheMaximum() {
			after(CheckResult.passed(), 3, 5);
			assertThat(CheckStateMachineTests.this.snapshot.isStale(20 * SECOND)).isFalse();
			assertThat(CheckStateMachineTests.this.snapshot.isStale(20 * SECOND + 1)).isTrue();
		}

		@Test
		void anInconclusiveResultLeavesTheStateToItsAge() {
			after(CheckResult.passed(), 3, 5);
			after(CheckResult.inconclusive("saturated"), 8, 9);
			assertThat(CheckStateMachineTests.this.snapshot.age(10 * SECOND)).isEqualTo(Duration.ofSeconds(7));
		}

		@Test
		void evidenceMakesTheStateYounger() {
			after(CheckResult.passed(), 3, 5);
			after(new Inconclusive("saturated", Duration.ofSeconds(2), Map.of()), 8, 9);
			assertThat(CheckStateMachineTests.this.snapshot.age(10 * SECOND)).isEqualTo(Duration.ofSeconds(3));
		}

		@Test
		void evidenceOlderThanWhatIsKnownChangesNothing() {
			after(CheckResult.passed(), 3, 5);
			after(new Inconclusive("saturated", Duration.ofSeconds(7), Map.of()), 8, 9);
			assertThat(CheckStateMachineTests.this.snapshot.age(10 * SECOND)).isEqualTo(Duration.ofSeconds(7));
		}

		@Test
		void whatWasSeenToWorkByOtherMeansHasWorkedAndHasNotPassed() {
			after(CheckResult.passed(), 3, 5);
			after(new Inconclusive("saturated", Duration.ofSeconds(2), Map.of()), 59, 60);
			after(new Inconclusive("saturated", Duration.ofSeconds(40), Map.of()), 61, 62);
			after(new Inconclusive("saturated", Duration.ofSeconds(Long.MAX_VALUE), Map.of()), 63, 64);
			after(CheckResult.failed("stuck"), 65, 66);
			assertThat(CheckStateMachineTests.this.snapshot.workedAt()).isEqualTo(58 * SECOND);
			assertThat(CheckStateMachineTests.this.snapshot.passedAt()).isEqualTo(5 * SECOND);
			after(CheckResult.passed(), 67, 69);
			assertThat(CheckStateMachineTests.this.snapshot.workedAt()).isEqualTo(69 * SECOND);
		}

		@Test
		void evidenceFromBeforeAllTimeChangesNothing() {
			after(CheckResult.passed(), 3, 5);
			after(new Inconclusive("saturated", Duration.ofSeconds(Long.MAX_VALUE), Map.of()), 8, 9);
			assertThat(CheckStateMachineTests.this.snapshot.age(10 * SECOND)).isEqualTo(Duration.ofSeconds(7));
		}

	}

	@Nested
	@DisplayName("Rule 4: unknown is not ready")
	class UnknownIsNotReady {

		@Test
		void beforeTheFirstResultNothingIsKnown() {
			assertThat(CheckStateMachineTests.this.snapshot.state()).isEqualTo(CheckState.UNKNOWN);
			assertThat(CheckStateMachineTests.this.snapshot.lastResult()).isNull();
		}

		@Test
		void anInconclusiveResultIsAResultThatDecidesNothing() {
			after(CheckResult.inconclusive("saturated"), 1, 2);
			assertThat(CheckStateMachineTests.this.snapshot.state()).isEqualTo(CheckState.UNKNOWN);
			assertThat(CheckStateMachineTests.this.snapshot.lastResult())
				.isEqualTo(CheckResult.inconclusive("saturated"));
		}

	}

	@Nested
	@DisplayName("Rule 5: consecutive means consecutive")
	class Consecutive {

		@Test
		void theTransitionIsDatedWithTheRunThatDecidedIt() {
			after(CheckResult.passed(), 1, 2);
			after(CheckResult.failed("broken"), 3, 4);
			assertThat(CheckStateMachineTests.this.snapshot.since()).isEqualTo(Instant.ofEpochSecond(2));
			after(CheckResult.failed("broken"), 5, 6);
			assertThat(CheckStateMachineTests.this.snapshot.state()).isEqualTo(CheckState.FAILING);
			assertThat(CheckStateMachineTests.this.snapshot.since()).isEqualTo(Instant.ofEpochSecond(6));
			assertThat(CheckStateMachineTests.this.snapshot.sinceTick()).isEqualTo(6 * SECOND);
		}

		@Test
		void theLastRunTellsResultAndDuration() {
			after(CheckResult.passed(), 1, 4);
			assertThat(CheckStateMachineTests.this.snapshot.lastRun()).isEqualTo(
					new CheckSnapshot.LastRun(CheckResult.passed(), Duration.ofSeconds(3), Instant.ofEpochSecond(4)));
		}

		@Test
		void aTransitionTellsHowLongTheOldStateLasted() {
			after(CheckResult.passed(), 1, 2);
			CheckSnapshot before = CheckStateMachineTests.this.snapshot;
			after(CheckResult.failed("broken"), 3, 4);
			after(CheckResult.failed("broken"), 5, 6);
			CheckChange transition = new CheckChange(before, CheckStateMachineTests.this.snapshot);
			assertThat(transition.lasted()).isEqualTo(Duration.ofSeconds(4));
			assertThat(transition.check()).isEqualTo("db");
		}

		@Test
		void timeoutsAreCountedUpToTheLastFailure() {
			after(new CheckResult.TimedOut(Duration.ofSeconds(2)), 1, 3);
			after(CheckResult.inconclusive("saturated"), 4, 5);
			after(new CheckResult.TimedOut(Duration.ofSeconds(2)), 6, 8);
			assertThat(CheckStateMachineTests.this.snapshot.timeouts()).isEqualTo(2);
			after(CheckResult.failed("refused"), 9, 10);
			assertThat(CheckStateMachineTests.this.snapshot.timeouts()).isZero();
			after(new CheckResult.TimedOut(Duration.ofSeconds(2)), 11, 13);
			assertThat(CheckStateMachineTests.this.snapshot.timeouts()).isEqualTo(1);
			after(CheckResult.passed(), 14, 15);
			assertThat(CheckStateMachineTests.this.snapshot.timeouts()).isZero();
		}

		@Test
		void whatPassesOnlyInPartDoesSoUntilAResultCountsOtherwise() {
			CheckResult half = new CheckResult.Degraded("1 of 2 targets fail", Map.of());
			after(half, 1, 2);
			after(CheckResult.inconclusive("saturated"), 3, 4);
			assertThat(CheckStateMachineTests.this.snapshot.isDegraded()).as("could not ask").isTrue();
			after(CheckResult.failed("broken"), 5, 6);
			assertThat(CheckStateMachineTests.this.snapshot.isDegraded()).as("unconfirmed").isTrue();
			after(CheckResult.passed(), 7, 8);
			assertThat(CheckStateMachineTests.this.snapshot.isDegraded()).as("passed").isFalse();
		}

	}

}
