package dev.probity.engine;

import java.time.Duration;
import java.util.List;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Rule 2: deadline")
class DeadlineTests {

	private static final Duration BARELY_LATE = Duration.ofMillis(200);

	private static final Duration TOO_LATE = Duration.ofMillis(201);

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

	private int failures() {
		return this.engine.snapshot("db").failures();
	}

	@Test
	void aRunThatExceedsTheTimeoutIsAFailureAtThatMoment() {
		advance(1.98);
		assertThat(failures()).isZero();
		advance(0.02);
		assertThat(failures()).isOne();
		assertThat(this.engine.snapshot("db").lastResult())
			.isEqualTo(new CheckResult.TimedOut(Policies.STEADY.timeout()));
	}

	@Test
	void theTimeoutCountsFromTheMomentTheCheckIsEntered() {
		ManualEngine slow = new ManualEngine();
		ScriptedCheck late = slow.register("db", Policies.STEADY).hangs();
		long untilLook = Duration.ofSeconds(1).toNanos();
		assertThat(slow.scheduler.tick()).isEqualTo(untilLook);
		slow.sleep(Duration.ofSeconds(60));
		assertThat(slow.scheduler.tick()).isEqualTo(untilLook);
		slow.workers.begin();
		slow.advance(Duration.ofSeconds(1));
		assertThat(slow.scheduler.tick()).isEqualTo(Policies.STEADY.timeout().toNanos() - untilLook);
		slow.advance(Duration.ofMillis(999));
		assertThat(slow.snapshot("db").failures()).isZero();
		slow.advance(Duration.ofMillis(1));
		assertThat(slow.snapshot("db").failures()).isOne();
		assertThat(late.entered()).hasSize(1);
	}

	@Test
	void aStuckRunCountsOneMoreFailurePerRetryIntervalAndTimeout() {
		advance(2);
		advance(2.99);
		assertThat(failures()).isOne();
		advance(0.01);
		assertThat(failures()).isEqualTo(2);
		advance(3);
		assertThat(failures()).isEqualTo(3);
		assertThat(this.engine.workers.started()).hasSize(2);
	}

	@Test
	void aStuckRunIsAsOldAsTheRunThatWouldHaveBeenTried() {
		advance(5.5);
		assertThat(this.engine.snapshot("db").age(this.engine.time.read())).isEqualTo(Duration.ofMillis(2500));
		assertThat(this.engine.snapshot("db").lastRun().duration()).isEqualTo(Duration.ofSeconds(2));
	}

	@Test
	void aLateResultIsDiscarded() {
		advance(2);
		this.check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(failures()).isOne();
		assertThat(this.engine.snapshot("db").lastResult()).isInstanceOf(CheckResult.TimedOut.class);
	}

	@Test
	void aResultAtTheVeryDeadlineIsLate() {
		this.engine.sleep(Duration.ofSeconds(2));
		this.check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(failures()).isOne();
		advance(0.99);
		assertThat(this.check.entered()).hasSize(2);
		advance(0.01);
		assertThat(this.check.entered()).hasSize(3);
	}

	@Test
	void afterALateResultTheNextRunFollowsARetryIntervalAfterTheDeadline() {
		advance(2.4);
		this.check.letGo(CheckResult.passed());
		advance(0.59);
		assertThat(this.check.entered()).hasSize(2);
		advance(0.01);
		assertThat(this.check.entered()).hasSize(3);
		assertThat(failures()).isZero();
	}

	@Test
	void aRunThatWasDueWhileTheStuckOneWasInsideFollowsAtOnce() {
		advance(4);
		this.check.letGo(CheckResult.passed());
		this.check.hangs();
		this.engine.settle();
		assertThat(this.check.entered()).hasSize(3);
		advance(0.99);
		assertThat(failures()).isOne();
	}

	@Test
	void whatARunLostByWaitingForAStuckOneCountsAgainstIt() {
		advance(4);
		this.check.letGo(CheckResult.passed());
		this.check.hangs();
		advance(1);
		assertThat(failures()).isEqualTo(2);
		assertThat(this.engine.state("db")).isEqualTo(CheckState.FAILING);
		// it still has its whole timeout
		advance(0.99);
		assertThat(failures()).isEqualTo(2);
		this.check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(this.engine.snapshot("db").successes()).isOne();
		advance(0.99);
		assertThat(this.check.entered()).hasSize(3);
	}

	@Test
	void aRunThatWaitedAndPassesInTimeIsASuccess() {
		advance(4);
		this.check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(failures()).isZero();
		advance(4.9);
		assertThat(this.engine.told).extracting((transition) -> transition.after().state())
			.containsExactly(CheckState.PASSING);
	}

	@Test
	void aSchedulerBarelyLateCountsTheDeadline() {
		this.engine.sleep(Policies.STEADY.timeout().plus(BARELY_LATE));
		this.engine.settle();
		assertThat(failures()).isOne();
	}

	@Test
	void aDeadlineThatPassedWhileTheSchedulerWasLateIsReArmed() {
		this.engine.sleep(Policies.STEADY.timeout().plus(TOO_LATE));
		assertThat(this.engine.settle()).isEqualTo(Policies.STEADY.timeout().toNanos());
		advance(1.99);
		assertThat(failures()).isZero();
		advance(0.01);
		assertThat(failures()).isOne();
	}

	@Test
	void aDeadlineIsReArmedOnceOnly() {
		this.engine.sleep(Policies.STEADY.timeout().plus(TOO_LATE));
		this.engine.settle();
		this.engine.sleep(Policies.STEADY.timeout().plus(TOO_LATE));
		this.engine.settle();
		assertThat(failures()).isOne();
	}

	@Test
	void aRunThatEndsWithinItsReArmedTimeHasKeptIt() {
		this.engine.sleep(Policies.STEADY.timeout().plus(TOO_LATE));
		this.engine.settle();
		advance(1.9);
		this.check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(failures()).isZero();
		assertThat(this.engine.snapshot("db").successes()).isEqualTo(2);
	}

	@Test
	void aRunThatWokeUpWithThePausedProcessHasKeptItsDeadline() {
		this.engine.sleep(Duration.ofSeconds(60));
		this.check.letGo(CheckResult.passed());
		this.engine.settle();
		assertThat(this.engine.told).extracting((transition) -> transition.after().state())
			.containsExactly(CheckState.PASSING);
	}

	@Test
	void aRunInTimeCountsHoweverLateTheSchedulerLooks() {
		this.engine.sleep(Duration.ofSeconds(1));
		this.check.letGo(CheckResult.passed());
		this.engine.sleep(Policies.STEADY.timeout());
		this.engine.settle();
		assertThat(failures()).isZero();
	}

	@Test
	void theTimeoutIsToldInTheUnitThatFits() {
		assertThat(List.of(new CheckResult.TimedOut(Duration.ofSeconds(2)).reason(),
				new CheckResult.TimedOut(Duration.ofMillis(1500)).reason()))
			.containsExactly("timed out after 2s", "timed out after 1.5s");
		assertThat(new CheckResult.TimedOut(Duration.ofSeconds(2)).details()).isEmpty();
	}

}
