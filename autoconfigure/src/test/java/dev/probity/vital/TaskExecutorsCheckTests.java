package dev.probity.vital;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
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
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real pools of two threads, and time for the check that is moved by hand.
 */
class TaskExecutorsCheckTests {

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(1),
			Duration.ofSeconds(2), 2, 2, 0, null);

	private static final Duration MAX_SILENCE = Duration.ofMinutes(10);

	private final ManualTicker time = new ManualTicker();

	private final ThreadPoolTaskExecutor mails = new ThreadPoolTaskExecutor();

	private final ThreadPoolTaskScheduler jobs = new ThreadPoolTaskScheduler();

	private final Map<String, Object> executors = new LinkedHashMap<>(Map.of("mails", this.mails));

	private final TaskExecutorsCheck check = new TaskExecutorsCheck(() -> this.executors, MAX_SILENCE, POLICY,
			this.time);

	private final Semaphore mayReturn = new Semaphore(0);

	@BeforeEach
	void start() {
		this.mails.setCorePoolSize(2);
		this.mails.setThreadNamePrefix("mails-");
		this.mails.initialize();
		this.jobs.setPoolSize(2);
		this.jobs.setThreadNamePrefix("jobs-");
		this.jobs.initialize();
	}

	@AfterEach
	void stop() {
		this.mayReturn.release(1_000_000);
		this.mails.shutdown();
		this.jobs.shutdown();
	}

	private CheckResult after(Duration duration) {
		CheckResult result = this.check.check();
		for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(POLICY.interval())) {
			this.time.advance(POLICY.interval());
			result = this.check.check();
		}
		return result;
	}

	private static ConditionFactory soon() {
		return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
	}

	private void sendMail() {
		this.mayReturn.acquireUninterruptibly();
	}

	private void sendMails(int count) {
		for (int i = 0; i < count; i++) {
			this.mails.execute(this::sendMail);
		}
		soon().until(() -> this.mayReturn.getQueueLength() == Math.min(count, 2));
	}

	private void completeOne() {
		long completed = this.mails.getThreadPoolExecutor().getCompletedTaskCount();
		this.mayReturn.release();
		soon().until(() -> this.mails.getThreadPoolExecutor().getCompletedTaskCount() > completed
				&& this.mayReturn.getQueueLength() == 2);
	}

	@Test
	void tasksThatWaitWhileNothingMovesFailAndNameTheExecutorAndWhereAThreadIs() {
		sendMails(5);
		assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
		CheckResult result = after(POLICY.interval());
		assertThat(result).isInstanceOf(Failed.class);
		assertThat(result.reason())
			.matches("mails: 3 waiting, none taken and none completed for 10m5s \\(at most 10m\\), 2 of 2 threads "
					+ "active: thread 'mails-[12]' is WAITING in Semaphore.acquireUninterruptibly, called by "
					+ "TaskExecutorsCheckTests.sendMail\\(TaskExecutorsCheckTests.java:\\d+\\)");
		assertThat(result.details().get("mails")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("threads", 2)
			.containsEntry("active", 2)
			.containsEntry("waiting", 3L)
			.containsEntry("noneTakenFor", "10m5s")
			.containsKey("stack");
	}

	@Test
	void theFailureEndsWithTheNextTaskThatIsTaken() {
		sendMails(5);
		assertThat(after(MAX_SILENCE.multipliedBy(2))).isInstanceOf(Failed.class);
		completeOne();
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void aScheduledTaskThatIsDueAndNotTakenFails() {
		this.executors.put("jobs", this.jobs);
		for (int i = 0; i < 3; i++) {
			this.jobs.execute(this::sendMail);
		}
		soon().until(() -> this.mayReturn.getQueueLength() == 2);
		assertThat(after(MAX_SILENCE.multipliedBy(2)).reason()).startsWith("jobs: 1 waiting").contains("thread 'jobs-");
	}

	@Test
	void tasksThatAreDueLaterOrWereCancelledDoNotWait() {
		this.executors.put("jobs", this.jobs);
		for (int i = 0; i < 2; i++) {
			this.jobs.execute(this::sendMail);
		}
		soon().until(() -> this.mayReturn.getQueueLength() == 2);
		this.jobs.getScheduledThreadPoolExecutor().schedule(this::sendMail, 1, TimeUnit.DAYS);
		Future<?> cancelled = this.jobs.submit(this::sendMail);
		cancelled.cancel(false);
		assertThat(this.jobs.getScheduledThreadPoolExecutor().getQueue()).hasSize(2);
		CheckResult result = after(MAX_SILENCE.multipliedBy(5));
		assertThat(result).isInstanceOf(Passed.class);
		assertThat(result.details().get("jobs")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("waiting", 0L);
	}

	@Test
	void oneLongTaskBesideOthersThatMovePasses() {
		Semaphore never = new Semaphore(0);
		this.mails.execute(never::acquireUninterruptibly);
		for (int i = 0; i < 40; i++) {
			this.mails.execute(this::sendMail);
		}
		for (int i = 0; i < 5; i++) {
			soon().until(() -> this.mayReturn.getQueueLength() == 1);
			assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
			long completed = this.mails.getThreadPoolExecutor().getCompletedTaskCount();
			this.mayReturn.release();
			soon().until(() -> this.mails.getThreadPoolExecutor().getCompletedTaskCount() > completed);
		}
		never.release();
	}

	@Test
	void aLongQueueThatDrainsSlowlyPasses() {
		sendMails(10_000);
		for (int i = 0; i < 5; i++) {
			assertThat(after(Duration.ofMinutes(9))).isInstanceOf(Passed.class);
			completeOne();
		}
	}

	@Test
	void aPoolThatIsIdleOrBusyWithoutAQueuePasses() {
		assertThat(after(MAX_SILENCE.multipliedBy(2))).isInstanceOf(Passed.class);
		sendMails(2);
		assertThat(after(MAX_SILENCE.multipliedBy(2))).isInstanceOf(Passed.class);
	}

	@Test
	void theTimeInWhichNothingWaitedDoesNotCount() {
		sendMails(2);
		assertThat(after(MAX_SILENCE.multipliedBy(2))).isInstanceOf(Passed.class);
		this.mails.execute(this::sendMail);
		assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
		assertThat(after(POLICY.interval())).isInstanceOf(Failed.class);
	}

	@Test
	void aPausedProcessPasses() {
		sendMails(5);
		assertThat(after(Duration.ofMinutes(9))).isInstanceOf(Passed.class);
		this.time.advance(Duration.ofHours(5));
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		completeOne();
		assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
	}

	@Test
	void aPausedExecutorPasses() {
		sendMails(5);
		assertThat(after(MAX_SILENCE.multipliedBy(2))).isInstanceOf(Failed.class);
		this.mails.stop();
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		this.mails.start();
		assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
	}

	@Test
	void withoutALongestSilenceNothingFails() {
		sendMails(5);
		TaskExecutorsCheck observer = new TaskExecutorsCheck(() -> this.executors, null, POLICY, this.time);
		observer.check();
		for (int i = 0; i < 1_000; i++) {
			this.time.advance(POLICY.interval());
			assertThat(observer.check()).isInstanceOf(Passed.class);
		}
		assertThat(observer.check().details().get("mails")).asInstanceOf(InstanceOfAssertFactories.MAP)
			.containsEntry("noneTakenFor", "1h23m");
	}

	@Test
	void aPlainPoolIsLookedAtAndWhatIsNoneOrCannotWorkIsPassedOver() {
		ThreadPoolExecutor plain = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
		this.executors.put("plain", plain);
		this.executors.put("simple", new SimpleAsyncTaskExecutor());
		this.executors.put("later", new ThreadPoolTaskExecutor());
		this.executors.put("laterJobs", new ThreadPoolTaskScheduler());
		plain.execute(this::sendMail);
		plain.execute(this::sendMail);
		assertThat(after(MAX_SILENCE.multipliedBy(2)).reason())
			.isEqualTo("plain: 1 waiting, none taken and none completed for 20m (at most 10m), 1 of 1 threads active");
		assertThat(this.check.check().details()).containsOnlyKeys("mails", "plain");
		plain.shutdown();
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void whatCannotBeAskedIsInconclusive() {
		TaskExecutorsCheck broken = new TaskExecutorsCheck(() -> {
			throw new IllegalStateException("closed");
		}, MAX_SILENCE, POLICY, this.time);
		assertThat(broken.check()).isInstanceOf(Inconclusive.class);
	}

}
