package dev.probity.check;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@DisplayName("Rule 11: a listener hurts nobody")
@Timeout(30)
class ListenerThreadTests {

	private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

	private final CapturedLog log = new CapturedLog(ListenerThread.class);

	@AfterEach
	void giveBackTheLog() {
		this.log.close();
	}

	private String next() throws InterruptedException {
		return this.heard.poll(10, TimeUnit.SECONDS);
	}

	private void hear(StateTransition transition) {
		this.heard.add(transition.check());
	}

	private static StateTransition transition(String check) {
		CheckSnapshot before = CheckSnapshot.unknown(
				new CheckRegistration(check, (DependencyCheck) CheckResult::passed, Policies.STEADY), 0, Instant.EPOCH);
		return new StateTransition(before, before);
	}

	@Test
	void everyListenerIsToldOfEveryTransitionOnceAndInOrder() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(
				List.of((told) -> this.heard.add("first " + told.check()), (told) -> this.heard.add(told.check())))) {
			thread.onTransition(transition("a"));
			thread.onTransition(transition("b"));
			assertThat(List.of(next(), next(), next(), next())).containsExactly("first a", "a", "first b", "b");
		}
		assertThat(this.log.lines()).isEmpty();
		assertThat(this.heard).isEmpty();
	}

	@Test
	void listenersAreToldOnADaemonThreadOfTheirOwn() throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		try (ListenerThread thread = new ListenerThread(
				List.of((told) -> threads.add(Thread.currentThread()), this::hear))) {
			thread.onTransition(transition("a"));
			next();
		}
		assertThat(threads).singleElement().satisfies((told) -> {
			assertThat(told.getName()).isEqualTo("probity-listeners");
			assertThat(told.isDaemon()).isTrue();
		});
	}

	@Test
	void aListenerThatThrowsKeepsNothingFromTheOthers() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of((told) -> {
			throw new StackOverflowError();
		}, this::hear))) {
			thread.onTransition(transition("a"));
			thread.onTransition(transition("b"));
			assertThat(List.of(next(), next())).containsExactly("a", "b");
		}
		assertThat(this.log.lines()).containsExactly("A listener failed on the transition of check 'a'",
				"A listener failed on the transition of check 'b'");
	}

	@Test
	void aListenerThatLeavesItsThreadInterruptedEndsNothing() throws InterruptedException {
		List<Boolean> interrupted = new ArrayList<>();
		try (ListenerThread thread = new ListenerThread(List.of((told) -> Thread.currentThread().interrupt(),
				(told) -> interrupted.add(Thread.currentThread().isInterrupted()), this::hear))) {
			thread.onTransition(transition("a"));
			thread.onTransition(transition("b"));
			assertThat(List.of(next(), next())).containsExactly("a", "b");
		}
		assertThat(interrupted).containsExactly(false, false);
	}

	@Test
	void aListenerThatBlocksBlocksNobodyElse() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		try (ListenerThread thread = new ListenerThread(List.of((told) -> {
			blocked.countDown();
			awaitUninterruptibly(released);
		}, this::hear))) {
			thread.onTransition(transition("first"));
			blocked.await();
			for (int i = 0; i < 1_000; i++) {
				thread.onTransition(transition("check" + i));
			}
			released.countDown();
			assertThat(next()).isEqualTo("first");
			for (int i = 0; i < 256; i++) {
				assertThat(next()).isEqualTo("check" + i);
			}
			// what came while 256 waited is lost, what comes now is not
			thread.onTransition(transition("last"));
			assertThat(next()).isEqualTo("last");
		}
		assertThat(this.log.lines()).containsExactly("Listeners were too slow, and are not told of 744 transitions");
	}

	@Test
	void afterItIsClosedNobodyIsTold() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch ended = new CountDownLatch(1);
		ListenerThread thread = new ListenerThread(List.of((told) -> {
			blocked.countDown();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				ended.countDown();
			}
		}, this::hear));
		thread.onTransition(transition("a"));
		thread.onTransition(transition("b"));
		blocked.await();
		thread.close();
		assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(next()).isEqualTo("a");
		assertThat(this.heard.poll(50, TimeUnit.MILLISECONDS)).isNull();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
