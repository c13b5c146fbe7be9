package dev.probity.vital;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.ManualTicker;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.OneTimeTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.scheduling.config.TaskExecutionOutcome.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Scheduled methods on a real scheduler with one thread, and time for the check that is
 * moved by hand.
 */
class ScheduledTasksCheckTests {

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(1),
			Duration.ofSeconds(2), 2, 2, 0, null);

	private static final Duration MAX_SILENCE = Duration.ofMinutes(10);

	private final ManualTicker time = new ManualTicker();

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
			Application.class);

	private final OrderSync sync = this.context.getBean(OrderSync.class);

	private final ScheduledTasksCheck check = check(MAX_SILENCE);

	private ScheduledTasksCheck check(Duration maxSilence) {
		ScheduledTaskHolder scheduled = this.context.getBean(ScheduledTaskHolder.class);
		return new ScheduledTasksCheck(() -> List.of(scheduled), maxSilence, POLICY, this.time);
	}

	private CheckResult after(Duration duration) {
		return after(duration, this.check);
	}

	private CheckResult after(Duration duration, ScheduledTasksCheck check) {
		CheckResult result = check.check();
		for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(POLICY.interval())) {
			this.time.advance(POLICY.interval());
			result = check.check();
		}
		return result;
	}

	private void awaitDue(String name) {
		await().until(() -> this.context.getBean(ScheduledTaskHolder.class)
			.getScheduledTasks()
			.stream()
			.filter((task) -> task.toString().endsWith(name))
			.allMatch((task) -> task.nextExecution() == null));
	}

	@AfterEach
	void close() {
		this.sync.mayReturn.release(1_000_000);
		this.context.close();
	}

	@Test
	void aMethodThatNeverReturnsFailsAndNamesThoseItStarves() {
		this.sync.awaitRun(1);
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		awaitDue("Cleanup.run");
		assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
		CheckResult result = after(POLICY.interval());
		assertThat(result).isInstanceOf(Failed.class);
		assertThat(result.reason())
			.matches("OrderSync.run has not returned for 10m5s \\(at most 10m\\): thread 'jobs-1' is WAITING "
					+ "in Semaphore.acquire, called by ScheduledTasksCheckTests\\$OrderSync.run\\(ScheduledTasksCheckTests.java:\\d+\\); "
					+ "due since then and not started: Cleanup.run");
		assertThat(result.details()).containsEntry("tasks", 3)
			.containsEntry("running", Map.of("OrderSync.run", "10m5s"))
			.containsEntry("starved", List.of("Cleanup.run"));
		assertThat(result.details().get("stack")).asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.anyMatch((line) -> line.contains("Semaphore.acquire"))
			.anyMatch((line) -> line.contains("OrderSync.run"));
	}

	@Test
	void theFailureEndsOnceItReturns() {
		this.sync.awaitRun(1);
		assertThat(after(MAX_SILENCE.multipliedBy(2))).isInstanceOf(Failed.class);
		this.sync.mayReturn.release();
		this.sync.awaitRun(2);
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void aJobOfFortyMinutesPassesWhereAnHourIsAllowedOrNothingIsSaid() {
		this.sync.awaitRun(1);
		for (ScheduledTasksCheck each : List.of(check(Duration.ofHours(1)), check(null))) {
			CheckResult result = after(Duration.ofMinutes(40), each);
			assertThat(result).isInstanceOf(Passed.class);
			assertThat(result.details()).containsEntry("running", Map.of("OrderSync.run", "40m"));
		}
		assertThat(after(Duration.ofHours(3), check(null))).isInstanceOf(Passed.class);
	}

	@Test
	void manyRunsAreNotOneLongOne() {
		for (int run = 1; run <= 5; run++) {
			this.sync.awaitRun(run);
			assertThat(after(Duration.ofMinutes(9))).isInstanceOf(Passed.class);
			this.sync.mayReturn.release();
		}
	}

	@Test
	void aPausedProcessPasses() {
		this.sync.awaitRun(1);
		assertThat(after(Duration.ofMinutes(9))).isInstanceOf(Passed.class);
		this.time.advance(Duration.ofHours(5));
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		this.sync.mayReturn.release();
		this.sync.awaitRun(2);
		assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
	}

	@Test
	void whatWasCancelledBeforeOrIsDoneIsNotCalledStarved() {
		ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
		try (AnnotationConfigApplicationContext other = new AnnotationConfigApplicationContext(Pool.class)) {
			registrar.setTaskScheduler(other.getBean(ThreadPoolTaskScheduler.class));
			ScheduledTask cancelled = registrar.scheduleFixedDelayTask(
					new FixedDelayTask(this.sync::doNothing, Duration.ofHours(1), Duration.ofHours(1)));
			cancelled.cancel();
			Set<ScheduledTask> others = new LinkedHashSet<>(Set.of(cancelled));
			ScheduledTaskHolder scheduled = this.context.getBean(ScheduledTaskHolder.class);
			ScheduledTasksCheck observer = new ScheduledTasksCheck(() -> List.of(scheduled, () -> others), null, POLICY,
					this.time);
			after(POLICY.interval(), observer);
			this.sync.mayReturn.release();
			this.sync.awaitRun(2);
			observer.check();
			ScheduledTask done = registrar.scheduleOneTimeTask(new OneTimeTask(this.sync::doNothing, Duration.ZERO));
			await().until(() -> done.getTask().getLastExecutionOutcome().status() == Status.SUCCESS);
			others.add(done);
			awaitDue("Cleanup.run");
			assertThat(after(MAX_SILENCE, observer).details()).containsEntry("tasks", 5)
				.containsEntry("starved", List.of("Cleanup.run"));
		}
	}

	@Test
	void aTaskWithoutAMethodIsNamedByWhereItIsWritten() {
		Semaphore mayReturn = new Semaphore(0);
		ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
		try (AnnotationConfigApplicationContext other = new AnnotationConfigApplicationContext(Pool.class)) {
			registrar.setTaskScheduler(other.getBean(ThreadPoolTaskScheduler.class));
			ScheduledTask task = registrar
				.scheduleOneTimeTask(new OneTimeTask(mayReturn::acquireUninterruptibly, Duration.ZERO));
			await().until(() -> task.getTask().getLastExecutionOutcome().executionTime() != null);
			CheckResult result = after(MAX_SILENCE.multipliedBy(2),
					new ScheduledTasksCheck(() -> List.of(() -> Set.of(task)), MAX_SILENCE, POLICY, this.time));
			mayReturn.release();
			assertThat(result.reason())
				.isEqualTo("ScheduledTasksCheckTests (lambda) has not returned for 20m (at most 10m)");
		}
	}

	@Test
	void whatCannotBeAskedIsInconclusive() {
		ScheduledTasksCheck broken = new ScheduledTasksCheck(() -> {
			throw new StackOverflowError("deep");
		}, MAX_SILENCE, POLICY, this.time);
		assertThat(broken.check()).isInstanceOf(Inconclusive.class);
		assertThat(broken.check().reason()).isEqualTo("observation failed: StackOverflowError: deep");
	}

	@Configuration(proxyBeanMethods = false)
	static class Pool {

		@Bean
		ThreadPoolTaskScheduler jobs() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.setPoolSize(1);
			scheduler.setThreadNamePrefix("jobs-");
			return scheduler;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Application extends Pool {

		@Bean
		OrderSync orderSync() {
			return new OrderSync();
		}

		@Bean
		Cleanup cleanup() {
			return new Cleanup();
		}

		@Bean
		Report report() {
			return new Report();
		}

	}

	static class OrderSync {

		private final Semaphore mayReturn = new Semaphore(0);

		private final AtomicInteger runs = new AtomicInteger();

		@Scheduled(fixedDelay = 1)
		void run() throws InterruptedException {
			this.runs.incrementAndGet();
			this.mayReturn.acquire();
		}

		void doNothing() {
		}

		void awaitRun(int run) {
			await().until(() -> this.runs.get() == run && this.mayReturn.hasQueuedThreads());
		}

	}

	static class Cleanup {

		@Scheduled(initialDelay = 100, fixedDelay = 100)
		void run() {
		}

	}

	static class Report {

		@Scheduled(initialDelay = 3_600_000, fixedRate = 3_600_000)
		void run() {
		}

	}

}
