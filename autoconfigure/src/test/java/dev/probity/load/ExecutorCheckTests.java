package dev.probity.load;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.ManualTicker;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real pools of two threads, and time for the check that is moved by hand.
 */
class ExecutorCheckTests {

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(2), Duration.ofSeconds(2),
			Duration.ofSeconds(30), 1, 1, 0, null);

	private final ManualTicker time = new ManualTicker();

	private final Semaphore mayReturn = new Semaphore(0);

	private final Runnable task = this.mayReturn::acquireUninterruptibly;

	private @Nullable Object executor;

	private final ExecutorCheck check = new ExecutorCheck(() -> this.executor, 0.9, Duration.ofSeconds(30),
			Duration.ofSeconds(10), POLICY, this.time);

	@AfterEach
	void stop() {
		this.mayReturn.release(1_000_000);
		if (this.executor instanceof ThreadPoolTaskExecutor pool) {
			pool.shutdown();
		}
		if (this.executor instanceof ThreadPoolTaskScheduler pool) {
			pool.shutdown();
		}
	}

	private ThreadPoolTaskExecutor pool(int queueCapacity) {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setCorePoolSize(2);
		pool.setMaxPoolSize(2);
		pool.setQueueCapacity(queueCapacity);
		pool.initialize();
		this.executor = pool;
		return pool;
	}

	private CheckResult after(int seconds) {
		CheckResult result = this.check.check();
		for (int i = 0; i < seconds; i += 2) {
			this.time.advance(POLICY.interval());
			result = this.check.check();
		}
		return result;
	}

	private static ConditionFactory soon() {
		return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
	}

	private void submit(ThreadPoolTaskExecutor pool, int count) {
		ThreadPoolExecutor threads = pool.getThreadPoolExecutor();
		for (int i = 0; i < count; i++) {
			threads.execute(this.task);
			if (i < 2) {
				// or the queue would have to take more than it is to hold
				awaitThreads(threads);
			}
		}
		awaitThreads(threads);
	}

	private void awaitThreads(ThreadPoolExecutor threads) {
		soon().until(() -> this.mayReturn.getQueueLength() == Math.min(2,
				threads.getTaskCount() - threads.getCompletedTaskCount()));
	}

	private void complete(ThreadPoolTaskExecutor pool, int count) {
		ThreadPoolExecutor threads = pool.getThreadPoolExecutor();
		long completed = threads.getCompletedTaskCount() + count;
		this.mayReturn.release(count);
		soon().until(() -> threads.getCompletedTaskCount() >= completed);
		awaitThreads(threads);
	}

	@Test
	void aQueueThatIsNearlyFullForAWhileFails() {
		submit(pool(10), 2 + 9);
		assertThat(after(8).details()).containsEntry("waiting", 9L)
			.containsEntry("capacity", 10L)
			.containsEntry("saturated",
					"9 of 10 places of the queue taken (threshold 90 %), 2 of 2 threads active, for 8s "
							+ "(fails after 10s)");
		CheckResult result = after(2);
		assertThat(result.reason())
			.isEqualTo("9 of 10 places of the queue taken (threshold 90 %), 2 of 2 threads active");
	}

	@Test
	void aBurstThatIsWorkedOffPasses() {
		ThreadPoolTaskExecutor pool = pool(10);
		for (int i = 0; i < 5; i++) {
			submit(pool, 2 + 10);
			assertThat(after(8)).isInstanceOf(Passed.class);
			complete(pool, 12);
			assertThat(after(2)).isInstanceOf(Passed.class);
		}
	}

	@Test
	void theFailureEndsOnceThereHasBeenRoomForAWhile() {
		ThreadPoolTaskExecutor pool = pool(10);
		submit(pool, 2 + 10);
		assertThat(after(10)).isInstanceOf(Failed.class);
		complete(pool, 5);
		assertThat(after(8).reason()).startsWith("no longer saturated for 8s (passes after 10s); was: 10 of 10 places");
		assertThat(after(2)).isInstanceOf(Passed.class);
	}

	@Test
	void aTaskThatWaitsForTooLongFailsAtOnce() {
		submit(pool(Integer.MAX_VALUE), 3);
		assertThat(after(30)).isInstanceOf(Passed.class);
		CheckResult result = after(2);
		assertThat(result.reason())
			.isEqualTo("the oldest task has been waiting for 32s (at most 30s), 2 of 2 threads active");
		assertThat(result.details()).containsEntry("oldestWaiting", "32s").doesNotContainKey("capacity");
	}

	@Test
	void aLongQueueThatMovesFastEnoughPasses() {
		ThreadPoolTaskExecutor pool = pool(Integer.MAX_VALUE);
		submit(pool, 2 + 30);
		for (int i = 0; i < 20; i++) {
			assertThat(after(20)).isInstanceOf(Passed.class);
			submit(pool, 30);
			complete(pool, 30);
		}
		assertThat(pool.getQueueSize()).isEqualTo(30);
	}

	@Test
	void aQueueThatMovesTooSlowlyFails() {
		ThreadPoolTaskExecutor pool = pool(Integer.MAX_VALUE);
		submit(pool, 2 + 30);
		after(16);
		complete(pool, 5);
		after(16);
		assertThat(this.check.check().reason()).contains("the oldest task has been waiting for 32s");
	}

	@Test
	void busyThreadsWithoutAQueuePass() {
		submit(pool(10), 2);
		assertThat(after(600)).isInstanceOf(Passed.class);
	}

	@Test
	void aQueueThatHoldsNothingIsNeverFull() {
		submit(pool(0), 2);
		assertThat(after(60).details()).doesNotContainKey("capacity");
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void aPausedProcessPasses() {
		ThreadPoolTaskExecutor pool = pool(10);
		submit(pool, 2 + 9);
		after(4);
		this.time.advance(Duration.ofHours(1));
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		complete(pool, 11);
		assertThat(after(60)).isInstanceOf(Passed.class);
	}

	@Test
	void whatIsThrownAwayForTheYoungestIsNotOld() {
		ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
		pool.setCorePoolSize(2);
		pool.setMaxPoolSize(2);
		pool.setQueueCapacity(100);
		pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
		pool.initialize();
		this.executor = pool;
		submit(pool, 10);
		assertThat(after(600)).isInstanceOf(Passed.class);
		assertThat(this.check.check().details()).doesNotContainKey("oldestWaiting");
	}

	/**
	 * The pool has a clock of its own, which nobody moves by hand.
	 */
	@Test
	void aScheduledTaskThatIsOverdueFailsAndNotOneThatIsDueLaterOrWasCancelled() {
		ThreadPoolTaskScheduler jobs = new ThreadPoolTaskScheduler();
		jobs.initialize();
		this.executor = jobs;
		ExecutorCheck impatient = new ExecutorCheck(() -> this.executor, 0.9, Duration.ofMillis(50),
				Duration.ofSeconds(10), POLICY, this.time);
		jobs.execute(this.task);
		soon().until(() -> this.mayReturn.getQueueLength() == 1);
		jobs.getScheduledThreadPoolExecutor().schedule(this.task, 1, TimeUnit.DAYS);
		Future<?> cancelled = jobs.submit(this.task);
		cancelled.cancel(false);
		impatient.check();
		this.time.advance(POLICY.interval());
		assertThat(impatient.check().details()).containsEntry("waiting", 0L).containsEntry("oldestWaiting", "0ms");
		jobs.execute(this.task);
		soon().untilAsserted(() -> assertThat(impatient.check().reason())
			.matches("the oldest task has been waiting for \\d+ms \\(at most 50ms\\), 1 of 1 threads active"));
	}

	@Test
	void anExecutorThatIsNotThereOrCannotWorkPassesAndSaysSo() {
		assertThat(after(60).details()).containsEntry("executor", "not created yet");
		this.executor = new SimpleAsyncTaskExecutor();
		assertThat(after(60).details()).containsEntry("executor", "has no queue: every task gets its own thread");
		ThreadPoolTaskExecutor pool = pool(10);
		submit(pool, 2 + 10);
		assertThat(after(10)).isInstanceOf(Failed.class);
		pool.stop();
		CheckResult stopped = this.check.check();
		assertThat(stopped).isInstanceOf(Passed.class);
		assertThat(stopped.details()).containsEntry("executor", "not running, or no pool of threads");
		pool.start();
		assertThat(after(8)).isInstanceOf(Passed.class);
	}

	@Test
	void whatCannotBeAskedIsInconclusive() {
		ExecutorCheck broken = new ExecutorCheck(() -> {
			throw new IllegalStateException("closed");
		}, 0.9, Duration.ofSeconds(30), Duration.ofSeconds(10), POLICY, this.time);
		assertThat(broken.check()).isInstanceOf(Inconclusive.class);
	}

}
