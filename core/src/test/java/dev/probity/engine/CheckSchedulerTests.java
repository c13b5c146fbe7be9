package dev.probity.engine;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.ManualTicker;
import dev.probity.check.VitalCheck;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckSchedulerTests {

	// nextDouble() is one half: no jitter, and half an interval to the second run
	private final ManualEngine engine = new ManualEngine(() -> Long.MIN_VALUE);

	private ScriptedCheck register(String name) {
		return this.engine.register(name, Policies.STEADY);
	}

	private void advance(double seconds) {
		this.engine.advance(Duration.ofMillis(Math.round(seconds * 1000)));
	}

	private List<Double> starts(ScriptedCheck check) {
		return check.entered().stream().map((reading) -> this.engine.sinceStart(reading).toMillis() / 1000.0).toList();
	}

	@Nested
	@DisplayName("Rule 3: after a pause overdue checks run at once")
	class Overdue {

		@Test
		void overdueChecksRunAtOnceAndWithoutJitter() {
			ScriptedCheck db = register("db");
			ScriptedCheck redis = register("redis");
			advance(1);
			CheckSchedulerTests.this.engine.sleep(Duration.ofMinutes(10));
			CheckSchedulerTests.this.engine.settle();
			assertThat(starts(db)).containsExactly(0.0, 601.0);
			assertThat(starts(redis)).containsExactly(0.0, 601.0);
		}

		@Test
		void anOldOkIsStaleEvenIfNobodyTicksAnyMore() {
			register("db");
			advance(1);
			CheckSnapshot snapshot = CheckSchedulerTests.this.engine.snapshot("db");
			CheckSchedulerTests.this.engine.sleep(Duration.ofSeconds(17));
			assertThat(snapshot.isStale(CheckSchedulerTests.this.engine.time.read())).isTrue();
		}

	}

	@Nested
	@DisplayName("Rule 5: consecutive means consecutive")
	class Consecutive {

		@Test
		void oneFailureAmongSuccessesChangesNothing() {
			ScriptedCheck db = register("db");
			advance(1);
			db.answers(CheckResult.failed("broken"));
			advance(2);
			db.answers(CheckResult.passed());
			advance(60);
			assertThat(CheckSchedulerTests.this.engine.told).extracting((told) -> told.after().state())
				.containsExactly(CheckState.PASSING);
		}

	}

	@Nested
	@DisplayName("Rule 6: confirm fast")
	class ConfirmFast {

		@Test
		void aHealthyCheckRunsOncePerInterval() {
			ScriptedCheck db = register("db");
			advance(13);
			assertThat(starts(db)).containsExactly(0.0, 2.5, 7.5, 12.5);
		}

		@Test
		void whoReadsKnowsHowLongItIsUntilTheNextRun() {
			ScriptedCheck db = register("db");
			advance(3);
			assertThat(untilNextRun()).isEqualTo(Duration.ofMillis(4_500));
			db.answers(CheckResult.failed("broken"));
			advance(5);
			assertThat(untilNextRun()).isEqualTo(Duration.ofMillis(500));
			db.hangs();
			advance(1);
			assertThat(untilNextRun()).as("while a run is inside").isZero();
			assertThat(CheckSchedulerTests.this.engine.monitor.untilNextRun("redis", 0)).isNull();
		}

		private Duration untilNextRun() {
			ManualEngine engine = CheckSchedulerTests.this.engine;
			return engine.monitor.untilNextRun("db", engine.time.read());
		}

		@Test
		void intervalsCountFromStartToStart() {
			ScriptedCheck db = register("db");
			advance(1);
			db.hangs();
			advance(3);
			db.letGo(CheckResult.passed());
			advance(4);
			assertThat(starts(db)).containsExactly(0.0, 2.5, 7.5);
		}

		@Test
		void aFailureIsConfirmedARetryIntervalAfterItsEnd() {
			ScriptedCheck db = register("db");
			advance(1);
			db.hangs();
			advance(3);
			db.letGo(CheckResult.failed("broken"));
			advance(2);
			assertThat(starts(db)).containsExactly(0.0, 2.5, 5.0, 6.0);
		}

		@Test
		void whatFailsIsLookedAtFastForThirtySeconds() {
			ScriptedCheck db = register("db").answers(CheckResult.failed("broken"));
			// FAILING from the second one on
			advance(30.9);
			assertThat(db.entered()).hasSize(31);
			advance(14);
			assertThat(starts(db).subList(31, db.entered().size())).containsExactly(31.0, 36.0, 41.0);
		}

		@Test
		void aRecoveryIsConfirmedFastHoweverLongItHasFailed() {
			ScriptedCheck db = register("db").answers(CheckResult.failed("broken"));
			advance(37);
			db.answers(CheckResult.passed());
			advance(10);
			assertThat(starts(db).subList(32, db.entered().size())).containsExactly(36.0, 41.0, 42.0, 47.0);
			assertThat(CheckSchedulerTests.this.engine.state("db")).isEqualTo(CheckState.PASSING);
		}

		@Test
		void whatIsUnknownIsLookedAtFast() {
			ScriptedCheck db = register("db").answers(CheckResult.inconclusive("saturated"));
			advance(3);
			assertThat(starts(db)).containsExactly(0.0, 1.0, 2.0, 3.0);
		}

		@Test
		void aLongRunDoesNotMakeTheNextOneComeBeforeItHasEnded() {
			CheckPolicy policy = CheckPolicy.of(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(10), 2,
					2, 0, null);
			ScriptedCheck db = CheckSchedulerTests.this.engine.register("db", policy).hangs();
			advance(7);
			db.letGo();
			advance(0.5);
			assertThat(starts(db)).containsExactly(0.0, 7.0);
		}

	}

	@Nested
	@DisplayName("Rule 7: spread")
	class Spread {

		@Test
		void aFleetStartedTogetherDoesNotAskTogether() {
			List<Double> seconds = LongStream.range(0, 200).mapToObj((seed) -> {
				ManualEngine instance = new ManualEngine(new SplittableRandom(seed));
				ScriptedCheck db = instance.register("db", Policies.policy(2, 2, 0.1));
				instance.advance(Duration.ofSeconds(5));
				return instance.sinceStart(db.entered().get(1)).toMillis() / 1000.0;
			}).toList();
			for (int from = 0; from < 5; from++) {
				int second = from;
				assertThat(seconds).filteredOn((at) -> at >= second && at < second + 1).hasSizeBetween(20, 60);
			}
		}

		@Test
		void theLeastDrawIsTheShortestInterval() {
			ManualEngine instance = new ManualEngine(() -> 0);
			ScriptedCheck db = instance.register("db", Policies.policy(2, 2, 0.1));
			instance.advance(Duration.ofSeconds(10));
			assertThat(db.entered()).extracting((reading) -> instance.sinceStart(reading).toMillis())
				.containsExactly(0L, 0L, 4500L, 9000L);
		}

		@Test
		void intervalsVaryByTheJitterAndNoMore() {
			ManualEngine instance = new ManualEngine(new SplittableRandom(42));
			ScriptedCheck db = instance.register("db", Policies.policy(2, 2, 0.1));
			instance.advance(Duration.ofMinutes(30));
			List<Long> starts = db.entered();
			List<Double> intervals = LongStream.range(2, starts.size())
				.mapToObj((i) -> (starts.get((int) i) - starts.get((int) i - 1)) / 1e9)
				.toList();
			assertThat(intervals).hasSizeGreaterThan(300).allMatch((interval) -> interval >= 4.5 && interval < 5.5);
			assertThat(intervals).anyMatch((interval) -> interval < 4.6).anyMatch((interval) -> interval > 5.4);
		}

	}

	@Nested
	@DisplayName("Rule 11: a check cannot hurt the host")
	class CannotHurt {

		@Test
		void aHungCheckDelaysNoOther() {
			register("db").hangs();
			ScriptedCheck redis = register("redis");
			advance(60);
			assertThat(redis.entered()).hasSize(13);
		}

		@Test
		void whateverACheckThrowsIsAFailure() {
			register("error").does(() -> {
				throw new StackOverflowError();
			});
			register("exception").does(() -> {
				throw new java.io.IOException("refused");
			});
			register("null").does(() -> null);
			register("linkage").does(() -> {
				throw new NoClassDefFoundError("org/driver/Driver");
			});
			register("death").does(() -> {
				throw new ThreadDeath();
			});
			ScriptedCheck other = register("other");
			advance(2);
			assertThat(CheckSchedulerTests.this.engine.snapshot("other").state()).isEqualTo(CheckState.PASSING);
			CheckSchedulerTests.this.engine.scheduler.unregister("other");
			assertThat(other.entered()).isNotEmpty();
			assertThat(CheckSchedulerTests.this.engine.monitor.snapshots().values())
				.extracting((check) -> check.lastResult().reason())
				.containsExactly("StackOverflowError", "IOException: refused", "the check returned null",
						"NoClassDefFoundError: org/driver/Driver", "ThreadDeath");
			assertThat(CheckSchedulerTests.this.engine.monitor.snapshots().values())
				.allMatch((check) -> check.state() == CheckState.FAILING);
		}

		@Test
		void evidenceOfAbsurdAgeStopsNobody() {
			register("db").answers(
					new CheckResult.Inconclusive("saturated", Duration.ofSeconds(Long.MAX_VALUE), java.util.Map.of()));
			ScriptedCheck redis = register("redis");
			advance(10);
			assertThat(redis.entered()).hasSizeGreaterThan(2);
		}

		@Test
		void aThreadThatCannotBeHadIsAFailureAndTriedAgain() {
			ScriptedCheck db = register("db");
			CheckSchedulerTests.this.engine.workers.refuseWith(new OutOfMemoryError("unable to create native thread"));
			advance(0.5);
			assertThat(CheckSchedulerTests.this.engine.snapshot("db").lastResult())
				.isEqualTo(CheckResult.failed("OutOfMemoryError: unable to create native thread"));
			CheckSchedulerTests.this.engine.workers.refuseNoMore();
			advance(1);
			assertThat(starts(db)).containsExactly(1.0);
			assertThat(CheckSchedulerTests.this.engine.state("db")).isEqualTo(CheckState.PASSING);
		}

		@Test
		void aProcessThatCannotLookAtItselfForWantOfAThreadIsNotHeldToBeBroken() {
			CheckSchedulerTests.this.engine.scheduler
				.register(new CheckRegistration("heap", (VitalCheck) CheckResult::passed, Policies.STEADY));
			CheckSchedulerTests.this.engine.workers.refuseWith(new OutOfMemoryError("unable to create native thread"));
			advance(60);
			assertThat(CheckSchedulerTests.this.engine.snapshot("heap").lastResult())
				.isEqualTo(CheckResult.inconclusive("OutOfMemoryError: unable to create native thread"));
			assertThat(CheckSchedulerTests.this.engine.state("heap")).isEqualTo(CheckState.UNKNOWN);
		}

	}

	@Nested
	class Pausing {

		@Test
		void aNewSchedulerIsPaused() {
			CheckMonitor monitor = new CheckMonitor((transition) -> {
			});
			ManualTicker time = new ManualTicker();
			ManualWorkers workers = new ManualWorkers();
			CheckScheduler scheduler = new CheckScheduler(monitor, workers, time, time, new SplittableRandom());
			scheduler.register(new CheckRegistration("db", new ScriptedCheck(time), Policies.STEADY));
			assertThat(scheduler.tick()).isNull();
			assertThat(workers.started()).isEmpty();
			scheduler.resume();
			scheduler.tick();
			assertThat(workers.started()).containsExactly("db");
		}

		@Test
		void whilePausedNothingStartsAndSnapshotsGrowOld() {
			ScriptedCheck db = register("db");
			advance(1);
			CheckSchedulerTests.this.engine.scheduler.pause();
			advance(60);
			assertThat(db.entered()).hasSize(1);
			assertThat(
					CheckSchedulerTests.this.engine.snapshot("db").isStale(CheckSchedulerTests.this.engine.time.read()))
				.isTrue();
		}

		@Test
		void afterwardsEachRunsAtOnceAndWhatIsYoungEnoughIsStillKnown() {
			ScriptedCheck db = register("db");
			advance(1);
			CheckSchedulerTests.this.engine.scheduler.pause();
			advance(1);
			CheckSchedulerTests.this.engine.scheduler.resume();
			assertThat(CheckSchedulerTests.this.engine.state("db")).isEqualTo(CheckState.PASSING);
			CheckSchedulerTests.this.engine.settle();
			assertThat(starts(db)).containsExactly(0.0, 2.0);
			assertThat(CheckSchedulerTests.this.engine.told).extracting((told) -> told.after().state())
				.containsExactly(CheckState.PASSING);
		}

		@Test
		void whatHasGrownTooOldIsForgotten() {
			ScriptedCheck db = register("db").answers(CheckResult.failed("broken"));
			advance(3);
			assertThat(CheckSchedulerTests.this.engine.state("db")).isEqualTo(CheckState.FAILING);
			CheckSchedulerTests.this.engine.scheduler.pause();
			advance(Policies.STEADY.maxAge().toSeconds() + 1);
			CheckSchedulerTests.this.engine.scheduler.resume();
			assertThat(CheckSchedulerTests.this.engine.state("db")).isEqualTo(CheckState.UNKNOWN);
			db.answers(CheckResult.passed());
			CheckSchedulerTests.this.engine.settle();
			assertThat(CheckSchedulerTests.this.engine.state("db")).isEqualTo(CheckState.PASSING);
		}

		@Test
		void aProcessThatWasStoppedForADayKnowsItByTheClock() {
			CheckMonitor monitor = new CheckMonitor((transition) -> {
			});
			ManualTicker time = new ManualTicker();
			ManualTicker clock = new ManualTicker();
			ManualWorkers workers = new ManualWorkers();
			CheckScheduler scheduler = new CheckScheduler(monitor, workers, time, clock, new SplittableRandom());
			scheduler.register(new CheckRegistration("db", new ScriptedCheck(time), Policies.STEADY));
			scheduler.resume();
			scheduler.tick();
			workers.begin();
			scheduler.tick();
			assertThat(monitor.snapshot("db").state()).isEqualTo(CheckState.PASSING);
			scheduler.pause();
			clock.advance(Duration.ofDays(1));
			scheduler.resume();
			assertThat(monitor.snapshot("db").state()).isEqualTo(CheckState.UNKNOWN);
		}

		@Test
		void whatRunsIsNotResumed() {
			register("db");
			advance(1);
			CheckSchedulerTests.this.engine.scheduler.resume();
			assertThat(CheckSchedulerTests.this.engine.state("db")).isEqualTo(CheckState.PASSING);
		}

		@Test
		void aRunLeftBehindIsForgottenWhilePausedToo() {
			ScriptedCheck db = register("db").hangs();
			advance(1);
			CheckSchedulerTests.this.engine.scheduler.unregister("db");
			CheckSchedulerTests.this.engine.scheduler.pause();
			db.letGo();
			CheckSchedulerTests.this.engine.settle();
			CheckSchedulerTests.this.engine.scheduler.resume();
			ScriptedCheck successor = register("db");
			CheckSchedulerTests.this.engine.settle();
			assertThat(successor.entered()).hasSize(1);
		}

	}

	@Nested
	class Alarms {

		private int alarms;

		@Test
		void theDriverIsToldOfWhateverItDoesNotExpect() {
			CheckSchedulerTests.this.engine.scheduler.onAlarm(() -> this.alarms++);
			ScriptedCheck db = register("db").hangs();
			assertThat(this.alarms).as("registered").isOne();
			CheckSchedulerTests.this.engine.settle();
			assertThat(this.alarms).as("entered: looked at in time anyway").isOne();
			db.letGo();
			assertThat(this.alarms).as("ended").isEqualTo(2);
			CheckSchedulerTests.this.engine.scheduler.pause();
			CheckSchedulerTests.this.engine.scheduler.resume();
			assertThat(this.alarms).as("resumed").isEqualTo(3);
		}

		@Test
		void withoutChecksThereIsNothingToWaitFor() {
			assertThat(CheckSchedulerTests.this.engine.settle()).isNull();
		}

		@Test
		void theDriverIsToldWhenTheNextCheckIsDue() {
			register("db");
			advance(1);
			register("redis");
			assertThat(CheckSchedulerTests.this.engine.settle()).isEqualTo(Duration.ofMillis(1500).toNanos());
		}

	}

	@Test
	void aRemovedCheckIsRunNoMore() {
		ScriptedCheck db = register("db");
		advance(1);
		this.engine.scheduler.unregister("db");
		advance(60);
		assertThat(db.entered()).hasSize(1);
		assertThat(this.engine.snapshot("db")).isNull();
	}

	@Test
	void theSystemTickerGoesForward() {
		Ticker ticker = Ticker.system();
		long first = ticker.read();
		assertThat(ticker.read() - first).isNotNegative();
		assertThat(first).isNotZero();
	}

}
