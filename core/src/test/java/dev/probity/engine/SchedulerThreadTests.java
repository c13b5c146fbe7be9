package dev.probity.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CapturedLog;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The thread that drives the scheduler, in real time: it takes little of it.
 */
@Timeout(30)
class SchedulerThreadTests {

	private static final CheckPolicy BUSY = CheckPolicy
		.of(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(50), 2, 2, 0, null)
		.withFirstRunTimeout(Duration.ofMillis(50));

	private final BlockingQueue<CheckState> states = new LinkedBlockingQueue<>();

	private final CheckMonitor monitor = new CheckMonitor((told) -> this.states.add(told.after().state()));

	private CheckScheduler scheduler(Ticker ticker) {
		CheckScheduler scheduler = new CheckScheduler(this.monitor, CheckWorkers.threads(), ticker,
				InstantSource.system(), new SplittableRandom(1));
		scheduler.resume();
		return scheduler;
	}

	private CheckState next() throws InterruptedException {
		return this.states.poll(10, TimeUnit.SECONDS);
	}

	private static CheckRegistration registration(DependencyCheck check, CheckPolicy policy) {
		return new CheckRegistration("db", check, policy);
	}

	@Test
	void checksAreRunAgainAndAgain() throws InterruptedException {
		CheckScheduler scheduler = scheduler(Ticker.system());
		CountDownLatch runs = new CountDownLatch(5);
		try (SchedulerThread thread = SchedulerThread.drive(scheduler)) {
			scheduler.register(registration(() -> {
				runs.countDown();
				return CheckResult.passed();
			}, BUSY));
			assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(next()).isEqualTo(CheckState.PASSING);
		}
	}

	@Test
	void aHungCheckIsFoundOutThoughItNeverSaysAnything() throws InterruptedException {
		CheckScheduler scheduler = scheduler(Ticker.system());
		CountDownLatch never = new CountDownLatch(1);
		try (SchedulerThread thread = SchedulerThread.drive(scheduler)) {
			scheduler.register(registration(() -> {
				never.await();
				return CheckResult.passed();
			}, BUSY));
			assertThat(next()).isEqualTo(CheckState.FAILING);
		}
		scheduler.unregister("db");
	}

	@Test
	void aResultIsSeenAtOnceAndNotWhenTheNextDeadlineIsLookedAt() throws InterruptedException {
		CheckScheduler scheduler = scheduler(Ticker.system());
		CheckPolicy slow = CheckPolicy.of(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(10), 2, 2, 0,
				null);
		DependencyCheck dependency = CheckResult::passed;
		try (SchedulerThread thread = SchedulerThread.drive(scheduler)) {
			long best = Long.MAX_VALUE;
			for (int i = 0; i < 5; i++) {
				long begin = System.nanoTime();
				scheduler.register(new CheckRegistration("check" + i, dependency, slow));
				assertThat(next()).isEqualTo(CheckState.PASSING);
				best = Math.min(best, System.nanoTime() - begin);
			}
			// the best: a busy machine can only slow one down
			assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(500));
		}
	}

	@Test
	void aTickThatFailsIsTriedAgain() throws InterruptedException {
		AtomicInteger failures = new AtomicInteger(1);
		Thread test = Thread.currentThread();
		CheckScheduler scheduler = scheduler(() -> {
			if (Thread.currentThread() != test && failures.getAndDecrement() > 0) {
				throw new OutOfMemoryError("Java heap space");
			}
			return System.nanoTime();
		});
		scheduler.register(registration(CheckResult::passed, BUSY));
		try (CapturedLog log = new CapturedLog(SchedulerThread.class);
				SchedulerThread thread = SchedulerThread.drive(scheduler)) {
			assertThat(next()).isEqualTo(CheckState.PASSING);
			assertThat(log.lines()).containsExactly("Check scheduler tick failed; retrying");
		}
	}

	@Test
	void betweenEventsItRests() throws InterruptedException {
		AtomicInteger looks = new AtomicInteger();
		CheckPolicy rare = CheckPolicy.of(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMinutes(10), 2, 2, 0,
				null);
		CheckScheduler scheduler = scheduler(() -> {
			looks.incrementAndGet();
			return System.nanoTime();
		});
		scheduler.register(registration(CheckResult::passed, rare));
		try (SchedulerThread thread = SchedulerThread.drive(scheduler)) {
			assertThat(next()).isEqualTo(CheckState.PASSING);
			assertThat(this.states.poll(100, TimeUnit.MILLISECONDS)).isNull();
		}
		assertThat(looks).hasValueLessThan(100);
	}

	@Test
	void itIsADaemonThatEndsWhenItIsClosed() throws InterruptedException {
		BlockingQueue<Thread> driver = new LinkedBlockingQueue<>();
		CheckScheduler observed = new CheckScheduler(this.monitor, (check, run) -> driver.add(Thread.currentThread()),
				Ticker.system(), InstantSource.system(), new SplittableRandom(1));
		observed.resume();
		observed.register(registration(CheckResult::passed, BUSY));
		SchedulerThread thread = SchedulerThread.drive(observed);
		Thread driving = driver.poll(10, TimeUnit.SECONDS);
		assertThat(driving.isDaemon()).isTrue();
		assertThat(driving.getName()).isEqualTo("probity-scheduler");
		thread.close();
		driving.join(10_000);
		assertThat(driving.isAlive()).isFalse();
	}

}
