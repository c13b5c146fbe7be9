package dev.probity.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.probity.check.CapturedLog;
import dev.probity.check.CheckChange;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.DependencyCheck;
import dev.probity.check.StateTransitionListener;
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

	private void hear(CheckChange transition) {
		this.heard.add(transition.check());
	}

	private static CheckChange transition(String check) {
		CheckSnapshot before = CheckSnapshot.unknown(
				new CheckRegistration(check, (DependencyCheck) CheckResult::passed, Policies.STEADY), 0, Instant.EPOCH);
		return new CheckChange(before, before);
	}

	private static CheckChange result(String check) {
		CheckSnapshot before = transition(check).before();
		return new CheckChange(before, CheckStateMachine.next(before,
				new CompletedRun(CheckResult.inconclusive("busy"), 0, 0, Instant.EPOCH)));
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
		assertThat(this.log.lines()).containsExactly("A listener threw an exception on a transition of check 'a'",
				"A listener threw an exception on a transition of check 'b'");
	}

	/**
	 * What cannot be kept for them is lost, but not the room for it.
	 */
	@Test
	void moreThanThereIsRoomForMayBeLostForWantOfMemoryAndTheRestIsTold() throws InterruptedException {
		CheckChange unkept = new CheckChange(null, null);
		CheckChange unkeptResult = new CheckChange(null, null);
		try (ListenerThread thread = new ListenerThread(List.of(this::hear))) {
			for (int i = 0; i < 5_000; i++) {
				thread.onTransition(unkept);
				thread.onResult(unkeptResult);
			}
			thread.onTransition(transition("a"));
			assertThat(next()).isEqualTo("a");
			thread.onTransition(transition("b"));
			assertThat(next()).isEqualTo("b");
		}
		assertThat(this.log.lines()).contains("Dropped 5000 transitions: a listener is too slow");
	}

	/**
	 * Interrupting a thread that is in a channel closes that channel, which may block.
	 */
	@Test
	void closingItDoesNotWaitForTheChannelThatAListenerIsIn() throws InterruptedException {
		BlockingChannel channel = new BlockingChannel();
		ListenerThread thread = new ListenerThread(List.of((told) -> channel.read()));
		thread.onTransition(transition("a"));
		channel.awaitReader();
		thread.close();
		channel.awaitClosing();
		channel.release();
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
			for (int i = 0; i < 2_000; i++) {
				thread.onTransition(transition("check" + i));
			}
			released.countDown();
			assertThat(next()).isEqualTo("first");
			for (int i = 0; i < 1024; i++) {
				assertThat(next()).isEqualTo("check" + i);
			}
			// what came while 1024 waited is lost, what comes now is not
			thread.onTransition(transition("last"));
			assertThat(next()).isEqualTo("last");
		}
		assertThat(this.log.lines()).containsExactly("Dropped 976 transitions: a listener is too slow");
	}

	@Test
	void resultsAndTransitionsAreToldInTheOrderInWhichTheyCame() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of(new Everything(() -> {
		})))) {
			thread.onResult(result("a"));
			thread.onTransition(transition("a"));
			thread.onResult(result("b"));
			assertThat(List.of(next(), next(), next())).containsExactly("result of a", "transition of a",
					"result of b");
		}
	}

	@Test
	void aListenerThatThrowsOnAResultKeepsNothingFromTheOthers() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of(new Everything(() -> {
			throw new IllegalStateException("on purpose");
		}), new Everything(() -> {
		})))) {
			thread.onResult(result("a"));
			assertThat(List.of(next(), next())).containsExactly("result of a", "result of a");
		}
		assertThat(this.log.lines()).containsExactly("A listener threw an exception on a result of check 'a'");
	}

	@Test
	void resultsCrowdOutNoTransition() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		try (ListenerThread thread = new ListenerThread(List.of(new Everything(() -> {
			blocked.countDown();
			awaitUninterruptibly(released);
		})))) {
			thread.onResult(result("first"));
			blocked.await();
			for (int i = 0; i < 2_000; i++) {
				thread.onResult(result("check" + i));
			}
			thread.onTransition(transition("db"));
			released.countDown();
			assertThat(next()).isEqualTo("result of first");
			for (int i = 0; i < 1024; i++) {
				assertThat(next()).isEqualTo("result of check" + i);
			}
			assertThat(next()).isEqualTo("transition of db");
		}
		assertThat(this.log.lines()).containsExactly("Dropped 976 results: a listener is too slow");
	}

	@Test
	void whoLooksAroundDoesSoAfterTheListenersHaveBeenTold() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of(this::hear))) {
			thread.lookAround(() -> () -> this.heard.add("looked"));
			assertThat(next()).isEqualTo("looked");
			thread.onTransition(transition("a"));
			// it may look once more before
			assertThat(List.of(next(), next(), next())).containsSubsequence("a", "looked");
		}
	}

	@Test
	void whatIsHandedInWhileSomebodyLooksIsToldBeforeTheNews() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of(this::hear))) {
			thread.lookAround(() -> {
				thread.onTransition(transition("a"));
				thread.lookNoMore();
				return () -> this.heard.add("news");
			});
			assertThat(List.of(next(), next())).containsExactly("a", "news");
		}
	}

	@Test
	void whoLooksAroundDoesSoThoughNothingHappens() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of())) {
			thread.lookAround(() -> () -> this.heard.add("looked"));
			for (int i = 0; i < 4; i++) {
				assertThat(this.heard.poll(5, TimeUnit.SECONDS)).isEqualTo("looked");
			}
		}
	}

	@Test
	void whoFailsToLookAroundEndsNothing() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of(this::hear))) {
			CountDownLatch looked = new CountDownLatch(1);
			thread.lookAround(() -> {
				looked.countDown();
				throw new StackOverflowError();
			});
			// it may not have come to that when it is given another one
			looked.await();
			thread.onTransition(transition("a"));
			assertThat(next()).isEqualTo("a");
			thread.lookAround(() -> () -> this.heard.add("looked"));
			assertThat(next()).isEqualTo("looked");
		}
		assertThat(this.log.lines()).isNotEmpty().containsOnly("Could not evaluate the probes; retrying");
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

	/**
	 * Hears results, too, and does something at each of them.
	 */
	private final class Everything implements StateTransitionListener {

		private final Runnable onResult;

		private Everything(Runnable onResult) {
			this.onResult = onResult;
		}

		@Override
		public void onTransition(CheckChange transition) {
			ListenerThreadTests.this.heard.add("transition of " + transition.check());
		}

		@Override
		public void onResult(CheckChange result) {
			ListenerThreadTests.this.heard.add("result of " + result.check());
			this.onResult.run();
		}

	}

}
