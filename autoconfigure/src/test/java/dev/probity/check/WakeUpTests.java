package dev.probity.check;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
		WakeUp brief = new WakeUp();
		long begin = System.nanoTime();
		brief.sleep(TimeUnit.MILLISECONDS.toNanos(1));
		brief.sleep(TimeUnit.MILLISECONDS.toNanos(20));
		assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(21));
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
