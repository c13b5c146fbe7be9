package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.TimedOut;
import dev.probity.check.CheckState;
import dev.probity.check.TimeoutAction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A blocking run that never ends, though what it looks at is well again.
 */
@DisplayName("Rule 2: a run that is stuck")
class StuckRunTests {

	/** Three deadlines of 2 s, and a retry interval of 1 s after each. */
	private static final double PATIENCE = 9;

	// the second run comes after half an interval
	private final ManualEngine engine = new ManualEngine(() -> Long.MIN_VALUE);

	private final ScriptedCheck check = this.engine.register("db", Policies.STEADY);

	@BeforeEach
	void theCheckHasPassedAndItsNextRunHangs() {
		this.engine.settle();
		this.check.hangs();
		while (this.check.entered().size() < 2) {
			this.engine.advance(Duration.ofMillis(10));
		}
	}

	private void advance(double seconds) {
		this.engine.advance(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	private long started() {
		return this.engine.workers.started("db");
	}

	@Test
	void afterThreeDeadlinesOneFurtherAttemptIsMadeBesideIt() {
		advance(PATIENCE - 0.01);
		assertThat(started()).isEqualTo(2);
		advance(0.01);
		assertThat(started()).isEqualTo(3);
		assertThat(this.check.inside()).isEqualTo(2);
	}

	@Test
	void anAttemptThatEndsInTimeCountsAndTheStuckRunIsAbandoned() {
		this.check.does(CheckResult::passed);
		advance(PATIENCE + 0.1);
		assertThat(this.engine.snapshot("db").successes()).isOne();
		advance(2);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
		assertThat(this.check.inside()).as("the stuck run").isOne();
		advance(3600);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
		assertThat(this.check.entered()).as("once an interval, as ever").hasSizeGreaterThan(700);
	}

	@Test
	void whatAnAbandonedRunBringsIsDiscardedAndFreesNobodyElsesPlace() {
		this.check.does(CheckResult::passed);
		advance(PATIENCE + 3);
		this.check.hangs();
		advance(5);
		assertThat(this.check.inside()).as("the abandoned run and a new one").isEqualTo(2);
		long before = started();
		this.check.answers(CheckResult.failed("late"));
		this.check.letGoOldest();
		this.engine.settle();
		assertThat(this.engine.snapshot("db").lastResult()).isNotEqualTo(CheckResult.failed("late"));
		assertThat(started()).as("the new one is still inside").isEqualTo(before);
		assertThat(this.check.inside()).isOne();
	}

	@Test
	void whenTheSecondIsStuckTooNothingFurtherStarts() {
		advance(3600);
		assertThat(started()).isEqualTo(3);
		assertThat(this.check.inside()).isEqualTo(2);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.FAILING);
	}

	@Test
	void twoStuckRunsCountOneFailurePerRetryIntervalAndTimeoutAsOneDoes() {
		advance(2);
		assertThat(this.engine.snapshot("db").failures()).isOne();
		for (int failures = 2; failures < 50; failures++) {
			advance(2.99);
			assertThat(this.engine.snapshot("db").failures()).isEqualTo(failures - 1);
			advance(0.01);
			assertThat(this.engine.snapshot("db").failures()).isEqualTo(failures);
		}
	}

	@Test
	void oneThatReturnsMakesRoomForOneFurther() {
		advance(600);
		this.check.letGoOldest();
		advance(1);
		assertThat(started()).isEqualTo(4);
		assertThat(this.check.inside()).isEqualTo(2);
		advance(600);
		assertThat(started()).isEqualTo(4);
		this.check.does(CheckResult::passed);
		this.check.letGo();
		advance(3);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
		assertThat(this.check.inside()).isOne();
	}

	@Test
	void theFurtherAttemptHasItsWholeTimeAndFailsAtItsDeadline() {
		advance(PATIENCE);
		int failures = this.engine.snapshot("db").failures();
		advance(1.99);
		assertThat(this.engine.snapshot("db").failures()).isEqualTo(failures);
		advance(0.01);
		assertThat(this.engine.snapshot("db").failures()).isEqualTo(failures + 1);
		assertThat(this.engine.snapshot("db").lastResult())
			.isEqualTo(new TimedOut(Duration.ofSeconds(2), TimedOut.Run.ENTERED));
	}

	@Test
	void aRunThatIsInterruptedAtEachDeadlineAndDoesNotHeedItIsNoOtherCase() {
		ScriptedCheck deaf = this.engine.register("deaf", Policies.STEADY.onTimeout(TimeoutAction.INTERRUPT)).hangs();
		advance(PATIENCE + 0.1);
		assertThat(deaf.inside()).isEqualTo(2);
		deaf.does(CheckResult::passed);
		deaf.letGoOldest();
		assertThat(deaf.wasInterrupted()).isTrue();
		advance(8);
		assertThat(this.engine.state("deaf")).isEqualTo(CheckState.FAILING);
		// now the second one has missed three deadlines, and there is room beside it
		advance(2);
		assertThat(this.engine.state("deaf")).isEqualTo(CheckState.PASSING);
		assertThat(deaf.inside()).isOne();
	}

	@Test
	void aPauseIsWaitedForNoLongerThanAStuckRunIs() {
		this.engine.scheduler.pause();
		this.engine.scheduler.resume();
		this.check.does(CheckResult::passed);
		int before = this.check.entered().size();
		advance(PATIENCE - 0.01);
		assertThat(this.check.entered()).hasSize(before);
		advance(0.01);
		assertThat(this.check.entered()).hasSize(before + 1);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
		assertThat(this.check.inside()).as("the run of before the pause").isOne();
	}

	@Test
	void aCheckThatIsRegisteredAnewDoesNotWaitForEverForTheRunLeftBehind() {
		this.engine.scheduler.unregister("db");
		advance(5);
		ScriptedCheck successor = this.engine.register("db", Policies.STEADY);
		advance(PATIENCE - 5.01);
		assertThat(successor.entered()).isEmpty();
		advance(0.01);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.PASSING);
	}

	@Test
	void howeverOftenItIsRegisteredAnewOrPausedThereAreNeverMoreThanTwo() {
		ScriptedCheck last = this.check;
		for (int i = 0; i < 40; i++) {
			if (i % 3 == 0) {
				this.engine.scheduler.pause();
				this.engine.scheduler.resume();
			}
			else {
				this.engine.scheduler.unregister("db");
				last = this.engine.register("db", Policies.STEADY).hangs();
			}
			advance(20);
			int others = (last != this.check) ? last.inside() : 0;
			assertThat(this.check.inside() + others).isLessThanOrEqualTo(2);
		}
		assertThat(started()).as("of the first run, the second, and the one beside it").isEqualTo(3);
		this.check.letGoOldest();
		advance(20);
		assertThat(started()).isEqualTo(4);
	}

}
