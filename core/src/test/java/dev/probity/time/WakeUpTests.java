package dev.probity.time;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.ManualTicker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A thread that would sleep for an hour.
 */
@Timeout(30)
class WakeUpTests {

	private static final long HOUR = TimeUnit.HOURS.toNanos(1);

	private static final Duration LONGEST = Duration.ofMillis(10);

	private final WakeUp wakeUp = new WakeUp();

	private final AtomicInteger awakenings = new AtomicInteger();

	private volatile boolean ended;

	private final Thread sleeper = new Thread(() -> {
		while (!this.ended) {
			this.wakeUp.sleep(HOUR);
			this.awakenings.incrementAndGet();
		}
	});

	@AfterEach
	void end() throws InterruptedException {
		this.ended = true;
		this.wakeUp.call();
		this.sleeper.join();
	}

	@Test
	void aCallBeforeItSleepsIsNotLost() {
		this.wakeUp.call();
		this.sleeper.start();
		await().until(() -> this.awakenings.get() == 1);
	}

	@Test
	void aCallWakesItFromItsSleep() {
		this.sleeper.start();
		await().until(() -> this.sleeper.getState() == Thread.State.TIMED_WAITING);
		await().pollDelay(50, TimeUnit.MILLISECONDS).until(() -> this.awakenings.get() == 0);
		this.wakeUp.call();
		await().until(() -> this.awakenings.get() == 1);
	}

	@Test
	void soDoesAnInterruptAndItIsOverThen() {
		this.sleeper.start();
		this.sleeper.interrupt();
		await().until(() -> this.awakenings.get() == 1);
		this.wakeUp.call();
		await().until(() -> this.awakenings.get() == 2);
	}

	@Test
	void itSleepsNoLongerThanItWants() {
		assertThat(sleptFor(Duration.ofNanos(1), Duration.ofHours(2))).isEqualTo(Duration.ofNanos(1));
		assertThat(sleptFor(Duration.ofMillis(1), Duration.ofHours(2))).isEqualTo(Duration.ofMillis(1));
		assertThat(sleptFor(Duration.ofMillis(10), Duration.ofHours(2))).isEqualTo(Duration.ofMillis(10));
		assertThat(sleptFor(Duration.ofMillis(20), Duration.ofHours(2))).isEqualTo(Duration.ofMillis(20));
		assertThat(sleptFor(Duration.ofHours(1), Duration.ofHours(2))).isEqualTo(Duration.ofHours(1));
	}

	@Test
	void aThreadThatWakesByItselfNeitherEndsTheTimeInWhichItIsLeftAloneNorMakesTheSleepLonger() {
		assertThat(sleptFor(Duration.ofMillis(4), Duration.ofMillis(3))).isEqualTo(Duration.ofMillis(4));
		assertThat(sleptFor(Duration.ofMillis(20), Duration.ofMillis(3))).as("left alone, then woken once")
			.isEqualTo(Duration.ofMillis(13));
	}

	@Test
	void whoIsCalledBeforeItSleepsIsLeftAloneAndSleepsNoLonger() {
		ManualTicker time = new ManualTicker();
		WakeUp called = new WakeUp(time, (blocker, nanos) -> time.advance(Duration.ofNanos(nanos)));
		called.call();
		called.sleep(HOUR);
		assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(10));
	}

	@Test
	void whatCanWaitWakesAThreadThatHasHadNoneOfIt() {
		this.sleeper.start();
		await().until(() -> this.sleeper.getState() == Thread.State.TIMED_WAITING);
		this.wakeUp.callSoon();
		await().until(() -> this.awakenings.get() == 1);
	}

	/**
	 * A thousand results a second wake it twenty times.
	 */
	@Test
	void ofWhatCanWaitALotIsCollectedForFiftyMilliseconds() {
		ManualTicker time = new ManualTicker();
		WakeUp called = new WakeUp(time, (blocker, nanos) -> time.advance(Duration.ofNanos(nanos)));
		called.callSoon();
		called.sleep(HOUR);
		assertThat(time.elapsed()).as("the first").isEqualTo(Duration.ofMillis(10));
		called.callSoon();
		called.sleep(HOUR);
		assertThat(time.elapsed()).as("a lot").isEqualTo(Duration.ofMillis(60));
		called.sleep(Duration.ofMillis(20).toNanos());
		assertThat(time.elapsed()).as("no longer than it wants").isEqualTo(Duration.ofMillis(80));
		called.callSoon();
		called.sleep(HOUR);
		assertThat(time.elapsed()).as("the first again").isEqualTo(Duration.ofMillis(90));
	}

	@Test
	void whatCannotWaitEndsTheTimeInWhichTheRestIsCollected() {
		ManualTicker time = new ManualTicker();
		WakeUp called = new WakeUp(time,
				(blocker, nanos) -> time.advance(Duration.ofNanos(Math.min(nanos, LONGEST.toNanos()))));
		called.callSoon();
		called.sleep(HOUR);
		called.callSoon();
		// woken by somebody after ten more milliseconds
		called.sleep(HOUR);
		assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(10 + 10 + 10));
		called.call();
		called.sleep(HOUR);
		assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(10 + 10 + 10 + 10));
	}

	@Test
	void aThreadSleepsInRealTime() {
		WakeUp brief = new WakeUp();
		long begin = System.nanoTime();
		brief.sleep(TimeUnit.MILLISECONDS.toNanos(20));
		assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(20),
				Duration.ofSeconds(20));
	}

	/**
	 * How long a thread sleeps that nobody calls.
	 * @param longest how long it sleeps at a time
	 */
	private static Duration sleptFor(Duration wanted, Duration longest) {
		ManualTicker time = new ManualTicker();
		WakeUp wakeUp = new WakeUp(time,
				(blocker, nanos) -> time.advance(Duration.ofNanos(Math.min(nanos, longest.toNanos()))));
		wakeUp.sleep(wanted.toNanos());
		return time.elapsed();
	}

	@Test
	void noCallIsLostHoweverManyThereAre() throws InterruptedException {
		AtomicInteger said = new AtomicInteger();
		AtomicInteger heard = new AtomicInteger();
		CountDownLatch allHeard = new CountDownLatch(1);
		Thread listener = new Thread(() -> {
			while (heard.get() < 4 * 50_000) {
				this.wakeUp.sleep(HOUR);
				heard.set(said.get());
			}
			allHeard.countDown();
		});
		listener.start();
		for (int i = 0; i < 4; i++) {
			new Thread(() -> {
				for (int call = 0; call < 50_000; call++) {
					said.incrementAndGet();
					this.wakeUp.call();
				}
			}).start();
		}
		assertThat(allHeard.await(20, TimeUnit.SECONDS)).isTrue();
		this.sleeper.start();
	}

}
