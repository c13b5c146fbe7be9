package dev.probity.kubernetes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.probity.check.ManualTicker;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * How a process ends by itself because liveness fails.
 */
@Timeout(60)
class LivenessExitTests {

	private static final Finding DEADLOCK = Finding.of("deadlock", "liveness: deadlock");

	private final List<String> ended = new CopyOnWriteArrayList<>();

	private final ManualTicker time = new ManualTicker();

	@Test
	void itExitsOnceWithTheCodeOfTheCause() {
		LivenessExit exit = exit(Thread::start);
		exit.because(DEADLOCK);
		exit.because(Finding.of("memory", "liveness: memory"));
		await().untilAsserted(() -> assertThat(this.ended).isNotEmpty());
		await().during(Duration.ofMillis(200)).until(() -> this.ended.equals(List.of("exit 70")));
	}

	@Test
	void whatDoesNotEndInTimeIsHalted() {
		CountDownLatch never = new CountDownLatch(1);
		new LivenessExit(Duration.ofMillis(50), (code) -> awaitUninterruptibly(never),
				(code) -> this.ended.add("halt " + code), Thread::start, Ticker.system())
			.because(DEADLOCK);
		await().untilAsserted(() -> assertThat(this.ended).containsExactly("halt 70"));
		never.countDown();
	}

	private LivenessExit exit(Consumer<Thread> start) {
		return new LivenessExit(Duration.ofMinutes(1), (code) -> this.ended.add("exit " + code),
				(code) -> this.ended.add("halt " + code), start, this.time);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3 })
	void whereThereIsNoThreadToBeHadItIsTriedAgain(int missing) {
		AtomicInteger left = new AtomicInteger(missing);
		LivenessExit exit = exit((thread) -> {
			if (left.getAndDecrement() > 0) {
				throw new OutOfMemoryError("unable to create native thread");
			}
			thread.start();
		});
		for (int look = 0; look <= missing; look++) {
			exit.because(DEADLOCK);
		}
		await().untilAsserted(() -> assertThat(this.ended).containsExactly("exit 70"));
	}

	@Test
	void whereThereIsNoneForAsLongAsKubernetesWouldWaitItIsHalted() {
		LivenessExit exit = exit((thread) -> {
			throw new OutOfMemoryError("unable to create native thread");
		});
		exit.because(DEADLOCK);
		this.time.advance(Duration.ofSeconds(59));
		exit.because(DEADLOCK);
		assertThat(this.ended).isEmpty();
		this.time.advance(Duration.ofSeconds(1));
		exit.because(DEADLOCK);
		assertThat(this.ended).containsExactly("halt 70");
	}

	@Test
	void whatCannotExitIsHalted() {
		new LivenessExit(Duration.ofMinutes(1), (code) -> {
			throw new OutOfMemoryError("Java heap space");
		}, (code) -> this.ended.add("halt " + code), Thread::start, this.time).because(DEADLOCK);
		await().untilAsserted(() -> assertThat(this.ended).containsExactly("halt 70"));
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@ParameterizedTest
	@CsvSource({ "deadlock, 70", "memory, 71", "scheduler, 72", "server, 73", "heartbeat/poller, 74",
			"scheduledTasks, 75", "kafkaListeners, 76", "taskExecutors, 77", "oldestRequest, 78", "broken, 79",
			"client/db, 81", "mine, 80" })
	void eachCauseHasItsCode(String reason, int code) {
		assertThat(ExitCode.of(reason)).isEqualTo(code);
	}

}
