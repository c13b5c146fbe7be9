package dev.probity.vital;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.ProgressCheck;
import dev.probity.fixture.ChildJvm;
import dev.probity.fixture.FrozenProcess;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process that is stopped by SIGSTOP for longer than every bound, several times, and
 * goes on: nothing in it has been silent.
 */
class PausedProcessTests {

	private static final Duration MAX_SILENCE = Duration.ofSeconds(1);

	@Test
	@EnabledOnOs({ OS.LINUX, OS.MAC })
	void noWorkerTaskOrExecutorHasBeenSilent() {
		try (ChildJvm child = ChildJvm.start(BusyProgram.class, ChildJvm.classPathWithout(), Map.of())) {
			for (int pause = 0; pause < 2; pause++) {
				awaitLooks(child);
				try (FrozenProcess frozen = child.freeze()) {
					await().during(MAX_SILENCE.multipliedBy(3).dividedBy(2)).until(() -> true);
				}
			}
			awaitLooks(child);
			assertThat(child.output()).doesNotContain("FAILED");
			child.endInput();
			child.awaitLine("FAILED heartbeat no beat for 1s \\(at most 1s\\): thread 'orders-1' is WAITING");
			child.awaitLine("FAILED scheduledTasks BusyProgram \\(lambda\\) has not returned for 1s \\(at most 1s\\)");
			child.awaitLine("FAILED taskExecutors mails: [45] waiting, none taken and none completed for 1s");
		}
	}

	/**
	 * Many looks from now on.
	 */
	private static void awaitLooks(ChildJvm child) {
		long seen = child.output().lines().count();
		await().atMost(Duration.ofSeconds(30)).until(() -> child.output().lines().count() > seen + 9);
	}

	/**
	 * Works in every way that is looked at until its input ends, and then hangs in each.
	 */
	static final class BusyProgram {

		private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofMillis(100), Duration.ofMillis(100),
				Duration.ofMillis(100), 1, 1, 0, null);

		private static volatile boolean hangs;

		private BusyProgram() {
		}

		public static void main(String[] args) throws IOException {
			Map<String, ProgressCheck> checks = Map.of("heartbeat", worker(), "scheduledTasks", job(), "taskExecutors",
					mails());
			Thread watch = new Thread(() -> {
				while (true) {
					checks.forEach(BusyProgram::evaluate);
					LockSupport.parkNanos(POLICY.interval().toNanos());
				}
			});
			watch.start();
			System.in.transferTo(OutputStream.nullOutputStream());
			hangs = true;
		}

		private static void evaluate(String name, ProgressCheck check) {
			try {
				CheckResult result = check.check();
				System.out
					.println((result instanceof Passed) ? "passed " + name : "FAILED " + name + " " + result.reason());
			}
			catch (Exception ex) {
				System.out.println("FAILED " + name + " " + ex);
			}
		}

		private static void work() {
			LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
			while (hangs) {
				LockSupport.park();
			}
		}

		private static ProgressCheck worker() {
			LiveHeartbeats heartbeats = new LiveHeartbeats();
			CompletableFuture<Heartbeat> started = new CompletableFuture<>();
			Thread worker = new Thread(() -> {
				Heartbeat heartbeat = heartbeats.start("orders");
				started.complete(heartbeat);
				while (true) {
					heartbeat.beat();
					work();
				}
			}, "orders-1");
			worker.start();
			return new HeartbeatCheck(started.join(), MAX_SILENCE, POLICY, Ticker.system());
		}

		private static ProgressCheck job() {
			ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
			scheduler.initialize();
			ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
			registrar.setTaskScheduler(scheduler);
			ScheduledTask job = registrar
				.scheduleFixedDelayTask(new FixedDelayTask(() -> work(), Duration.ofMillis(1), Duration.ZERO));
			return new ScheduledTasksCheck(() -> List.of(() -> Set.of(job)), MAX_SILENCE, POLICY, Ticker.system());
		}

		private static ProgressCheck mails() {
			ThreadPoolTaskExecutor mails = new ThreadPoolTaskExecutor();
			mails.initialize();
			for (int i = 0; i < 5; i++) {
				sendAgain(mails);
			}
			return new TaskExecutorsCheck(() -> Map.of("mails", mails), MAX_SILENCE, POLICY, Ticker.system());
		}

		private static void sendAgain(ThreadPoolTaskExecutor mails) {
			mails.execute(() -> {
				work();
				sendAgain(mails);
			});
		}

	}

}
