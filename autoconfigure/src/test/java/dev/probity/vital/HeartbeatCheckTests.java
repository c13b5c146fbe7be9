package dev.probity.vital;

import java.lang.Thread.UncaughtExceptionHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.ManualTicker;
import dev.probity.vital.Workers.Worker;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * When a worker counts as dead or stuck, and when not: real threads, and time that is
 * moved by hand.
 */
class HeartbeatCheckTests {

	private static final CheckPolicy POLICY = CheckPolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(1),
			Duration.ofSeconds(2), 1, 1, 0, null);

	private static final Duration MAX_SILENCE = Duration.ofMinutes(5);

	private final ManualTicker time = new ManualTicker();

	private final LiveHeartbeats heartbeats = new LiveHeartbeats();

	private final Workers workers = new Workers();

	private final Worker worker = this.workers.start("orders-1");

	private final Heartbeat heartbeat = this.heartbeats.start("orders", this.worker.thread());

	private final HeartbeatCheck check = check(this.heartbeat, MAX_SILENCE);

	private HeartbeatCheck check(Heartbeat heartbeat, Duration maxSilence) {
		return new HeartbeatCheck(heartbeat, maxSilence, POLICY, this.time);
	}

	private CheckResult after(Duration duration) {
		CheckResult result = this.check.check();
		for (Duration passed = Duration.ZERO; passed.compareTo(duration) < 0; passed = passed.plus(POLICY.interval())) {
			this.time.advance(POLICY.interval());
			result = this.check.check();
		}
		return result;
	}

	@AfterEach
	void end() {
		this.workers.close();
	}

	@Test
	void silenceForLongerThanAllowedFailsAndSaysWhereTheWorkerIs() {
		await().until(() -> this.worker.thread().getState() == Thread.State.WAITING);
		this.heartbeat.beat();
		assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
		CheckResult result = after(POLICY.interval());
		assertThat(result).isInstanceOf(Failed.class);
		assertThat(result.reason()).matches(
				"no beat for 5m5s \\(at most 5m\\): thread 'orders-1' is WAITING in CountDownLatch.await, called by Workers\\$Worker\\."
						+ "fetchOrders\\(Workers.java:\\d+\\)");
		assertThat(result.details()).containsEntry("beats", 1L)
			.containsEntry("parked", false)
			.containsEntry("silentFor", "5m5s")
			.containsEntry("thread", "orders-1")
			.containsEntry("threadState", "WAITING");
		assertThat(result.details().get("stack")).asInstanceOf(InstanceOfAssertFactories.list(String.class))
			.hasSizeBetween(3, 9)
			.anyMatch((line) -> line.contains("Unsafe.park"))
			.anyMatch((line) -> line.contains("fetchOrders"));
	}

	@Test
	void theNextBeatEndsTheFailure() {
		assertThat(after(MAX_SILENCE.multipliedBy(2))).isInstanceOf(Failed.class);
		this.heartbeat.beat();
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void aWorkerThatWaitsForWorkMaySayNothingForHours() {
		this.heartbeat.beat();
		this.heartbeat.parked();
		assertThat(after(Duration.ofHours(3)).details()).containsEntry("parked", true);
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		this.heartbeat.beat();
		assertThat(after(MAX_SILENCE)).isInstanceOf(Passed.class);
		assertThat(after(POLICY.interval())).isInstanceOf(Failed.class);
	}

	@Test
	void aJobOfFortyMinutesThatBeatsNowAndThenPasses() {
		for (int minute = 0; minute < 40; minute += 4) {
			this.heartbeat.beat();
			assertThat(after(Duration.ofMinutes(4))).isInstanceOf(Passed.class);
		}
		assertThat(this.check.check().details()).containsEntry("beats", 10L);
	}

	@Test
	void withoutALongestSilenceNoneIsTooLong() {
		HeartbeatCheck observer = check(this.heartbeat, null);
		assertThat(observer.check()).isInstanceOf(Passed.class);
		for (int i = 0; i < 1_000; i++) {
			this.time.advance(POLICY.interval());
			assertThat(observer.check()).isInstanceOf(Passed.class);
		}
		assertThat(observer.check().details()).containsEntry("silentFor", "1h23m");
	}

	@Test
	void aProcessThatWasPausedLongerThanAllowedPasses() {
		assertThat(after(Duration.ofMinutes(4))).isInstanceOf(Passed.class);
		for (int i = 0; i < 5; i++) {
			this.time.advance(Duration.ofHours(1));
			assertThat(this.check.check()).isInstanceOf(Passed.class);
			this.heartbeat.beat();
			assertThat(after(Duration.ofMinutes(4))).isInstanceOf(Passed.class);
		}
	}

	@Test
	void aThreadThatDiesByAnExceptionFailsAtOnceAndSaysByWhich() {
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		this.worker.endBy(new IllegalStateException("no such order, password=hunter2"));
		CheckResult result = this.check.check();
		assertThat(result).isInstanceOf(Failed.class);
		assertThat(result.reason())
			.isEqualTo("thread 'orders-1' has ended by IllegalStateException: no such order, password=***");
		assertThat(result.details()).containsEntry("threadState", "TERMINATED");
	}

	@Test
	void aThreadThatEndsWithoutAWordFailsAtOnceEvenIfItWasParkedOrNoSilenceIsTooLong() {
		HeartbeatCheck observer = check(this.heartbeat, null);
		this.heartbeat.parked();
		this.worker.end();
		for (HeartbeatCheck each : List.of(this.check, observer)) {
			assertThat(each.check().reason()).isEqualTo("thread 'orders-1' has ended without stop()");
		}
	}

	@Test
	void aThreadThatEndsAfterStopPasses() {
		this.heartbeat.stop();
		this.worker.end();
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void whoeverIsToldOfUncaughtExceptionsIsStillTold() {
		List<String> told = new ArrayList<>();
		Worker guarded = this.workers.start("guarded");
		UncaughtExceptionHandler own = (thread, ex) -> told.add("own handler: " + ex.getMessage());
		guarded.thread().setUncaughtExceptionHandler(own);
		this.heartbeats.start("guarded", guarded.thread());
		this.heartbeats.start("guarded/twice", guarded.thread());
		guarded.endBy(new IllegalStateException("first"));
		Worker plain = this.workers.start("plain");
		plain.thread().setUncaughtExceptionHandler(null);
		this.heartbeats.start("plain", plain.thread());
		UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
		// set later than the heartbeat was started
		Thread.setDefaultUncaughtExceptionHandler((thread, ex) -> told.add("default handler: " + ex.getMessage()));
		try {
			plain.endBy(new IllegalStateException("second"));
		}
		finally {
			Thread.setDefaultUncaughtExceptionHandler(before);
		}
		assertThat(told).containsExactly("own handler: first", "default handler: second");
	}

	@Test
	void aThreadHasOneHandlerHoweverManyHeartbeatsItHasHad() {
		UncaughtExceptionHandler handler = this.worker.thread().getUncaughtExceptionHandler();
		for (int i = 0; i < 3; i++) {
			this.heartbeats.start("again", this.worker.thread()).stop();
		}
		assertThat(this.worker.thread().getUncaughtExceptionHandler()).isSameAs(handler);
	}

	@Test
	void aThreadThatReplacesItsHandlerIsSeenToEndButNotWhy() {
		this.worker.thread().setUncaughtExceptionHandler((thread, ex) -> {
		});
		this.worker.endBy(new IllegalStateException("lost"));
		assertThat(this.check.check().reason()).isEqualTo("thread 'orders-1' has ended without stop()");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void aVirtualThreadIsSeenToDie() throws Exception {
		Runnable task = () -> {
			throw new IllegalStateException("virtual");
		};
		Object unstarted = Class.forName("java.lang.Thread$Builder")
			.getMethod("unstarted", Runnable.class)
			.invoke(Thread.class.getMethod("ofVirtual").invoke(null), task);
		Thread virtual = (Thread) unstarted;
		virtual.setUncaughtExceptionHandler((thread, ex) -> {
		});
		HeartbeatCheck observer = check(this.heartbeats.start("virtual", virtual), null);
		assertThat(observer.check().details()).containsEntry("threadState", "NEW");
		virtual.start();
		virtual.join();
		assertThat(observer.check().reason()).matches("thread '#\\d+' has ended by IllegalStateException: virtual");
	}

	@Test
	void beatsOfSeveralThreadsAreSignsOfLife() throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			Thread thread = new Thread(() -> {
				for (int beat = 0; beat < 100_000; beat++) {
					this.heartbeat.beat();
				}
			});
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat((Long) this.check.check().details().get("beats")).isBetween(1L, 400_000L);
		assertThat(this.check.check().details()).containsEntry("parked", false);
	}

}
