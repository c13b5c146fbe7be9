package dev.probity.change;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import dev.probity.check.CapturedLog;
import dev.probity.check.CheckChange;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.StateTransitionListener;
import dev.probity.engine.BlockingChannel;
import dev.probity.engine.CheckStateMachine;
import dev.probity.engine.CompletedRun;
import dev.probity.engine.Policies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

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

	private static CheckChange transition(String check, CheckState from, CheckState to) {
		return new CheckChange(snapshot(check, from), snapshot(check, to));
	}

	private static CheckSnapshot snapshot(String check, CheckState state) {
		CheckSnapshot snapshot = transition(check).before();
		CheckResult result = (state == CheckState.FAILING) ? CheckResult.failed("down") : CheckResult.passed();
		while (snapshot.state() != state) {
			snapshot = CheckStateMachine.next(snapshot, new CompletedRun(result, 0, 0, Instant.EPOCH));
		}
		return snapshot;
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

	/**
	 * A burst is no block: as when thousands of checks have their first results at once.
	 */
	@Test
	void ofChecksThatChangeAllAtOnceNoneIsLostHoweverManyThereAre() throws InterruptedException {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		try (ListenerThread thread = new ListenerThread(List.of(new Everything(() -> {
			blocked.countDown();
			awaitUninterruptibly(released);
		})))) {
			thread.onResult(result("first"));
			blocked.await();
			for (int i = 0; i < 10_000; i++) {
				thread.onResult(result("check" + i));
				thread.onTransition(transition("check" + i, CheckState.UNKNOWN, CheckState.PASSING));
			}
			released.countDown();
			assertThat(next()).isEqualTo("result of first");
			for (int i = 0; i < 10_000; i++) {
				assertThat(next()).isEqualTo("result of check" + i);
				assertThat(next()).isEqualTo("transition of check" + i);
			}
			assertThat(thread.dropped()).containsOnly(entry("transition", 0L), entry("finding", 0L),
					entry("result", 0L));
		}
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void whileAListenerBlocksFurtherChangesOfACheckAreMergedAndCounted() throws InterruptedException {
		List<String> states = new CopyOnWriteArrayList<>();
		try (Blocked blocked = new Blocked((told) -> states
			.add("%s: %s to %s".formatted(told.check(), told.before().state(), told.after().state())))) {
			blocked.fill();
			ListenerThread thread = blocked.thread;
			thread.onTransition(transition("db", CheckState.UNKNOWN, CheckState.PASSING));
			thread.onTransition(transition("db", CheckState.PASSING, CheckState.FAILING));
			thread.onTransition(transition("redis", CheckState.PASSING, CheckState.FAILING));
			thread.onTransition(transition("redis", CheckState.FAILING, CheckState.PASSING));
			thread.onTransition(transition("kafka", CheckState.PASSING, CheckState.FAILING));
			thread.onTransition(transition("kafka", CheckState.FAILING, CheckState.PASSING));
			thread.onTransition(transition("kafka", CheckState.PASSING, CheckState.FAILING));
			// one into another, two to nothing, two to nothing and one that stays
			assertThat(thread.dropped()).containsEntry("transition", 5L);
			blocked.release();
			thread.onTransition(transition("last", CheckState.UNKNOWN, CheckState.PASSING));
			await().until(() -> states.contains("last: UNKNOWN to PASSING"));
		}
		assertThat(states).filteredOn((told) -> !told.startsWith("check"))
			.containsExactly("db: UNKNOWN to FAILING", "kafka: PASSING to FAILING", "last: UNKNOWN to PASSING");
		assertThat(this.log.lines()).containsExactly("Dropped 5 transitions: a listener is too slow");
	}

	@Test
	void whileAListenerBlocksFurtherFindingsOfACheckAreMergedAndCounted() throws InterruptedException {
		Diagnosis down = new Diagnosis(Finding.DEPENDENCY_DOWN, "nobody answers", Instant.EPOCH);
		Diagnosis fault = new Diagnosis(Finding.CLIENT_FAULT, "its client is at fault", Instant.EPOCH);
		List<DiagnosisChange> found = new CopyOnWriteArrayList<>();
		try (Blocked blocked = new Blocked((told) -> {
		}, found::add)) {
			blocked.fill();
			ListenerThread thread = blocked.thread;
			for (int i = 0; i < 8192; i++) {
				thread.onDiagnosis(new DiagnosisChange("check" + i, null, down, Instant.EPOCH));
			}
			thread.onDiagnosis(new DiagnosisChange("db", null, down, Instant.EPOCH));
			thread.onDiagnosis(new DiagnosisChange("db", down, fault, Instant.EPOCH));
			thread.onDiagnosis(new DiagnosisChange("redis", null, down, Instant.EPOCH));
			thread.onDiagnosis(new DiagnosisChange("redis", down, null, Instant.EPOCH));
			assertThat(thread.dropped()).containsEntry("finding", 3L);
			blocked.release();
			thread.onDiagnosis(new DiagnosisChange("last", null, down, Instant.EPOCH));
			await().until(() -> found.stream().anyMatch((told) -> told.check().equals("last")));
		}
		assertThat(found).filteredOn((told) -> !told.check().startsWith("check"))
			.containsExactly(new DiagnosisChange("db", null, fault, Instant.EPOCH),
					new DiagnosisChange("last", null, down, Instant.EPOCH));
	}

	/**
	 * Names may be made up without end: the memory is not.
	 */
	@Test
	void checksThatComeAndGoWhileAListenerBlocksForGoodDoNotFillTheMemory() throws InterruptedException {
		try (Blocked blocked = new Blocked((told) -> {
		})) {
			for (int i = 0; i < 100_000; i++) {
				blocked.thread.onTransition(transition("check" + i, CheckState.UNKNOWN, CheckState.PASSING));
			}
			assertThat(blocked.thread.dropped()).containsEntry("transition", 100_000L - 64 * 1024);
		}
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
			for (int i = 0; i < 9_000; i++) {
				thread.onResult(result("flaky"));
			}
			thread.onTransition(transition("db", CheckState.PASSING, CheckState.FAILING));
			released.countDown();
			assertThat(next()).isEqualTo("result of first");
			for (int i = 0; i < 8192; i++) {
				assertThat(next()).isEqualTo("result of flaky");
			}
			assertThat(next()).isEqualTo("transition of db");
			assertThat(thread.dropped()).containsEntry("result", 808L).containsEntry("transition", 0L);
		}
		assertThat(this.log.lines()).containsExactly("Dropped 808 results: a listener is too slow");
	}

	@Test
	void whoLooksAroundDoesSoAfterTheListenersHaveBeenTold() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of(this::hear))) {
			thread.evaluateRegularly(() -> () -> this.heard.add("looked"));
			assertThat(next()).isEqualTo("looked");
			thread.onTransition(transition("a"));
			// it may look once more before
			assertThat(List.of(next(), next(), next())).containsSubsequence("a", "looked");
		}
	}

	@Test
	void whatIsHandedInWhileSomebodyLooksIsToldBeforeTheNews() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of(this::hear))) {
			thread.evaluateRegularly(() -> {
				thread.onTransition(transition("a"));
				thread.stopEvaluating();
				return () -> this.heard.add("news");
			});
			assertThat(List.of(next(), next())).containsExactly("a", "news");
		}
	}

	@Test
	void whoLooksAroundDoesSoThoughNothingHappens() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of())) {
			thread.evaluateRegularly(() -> () -> this.heard.add("looked"));
			for (int i = 0; i < 4; i++) {
				assertThat(this.heard.poll(5, TimeUnit.SECONDS)).isEqualTo("looked");
			}
		}
	}

	@Test
	void resultsAloneAreNoReasonToLookAroundMoreOftenThanEachSecond() throws InterruptedException {
		AtomicInteger looks = new AtomicInteger();
		long begin = System.nanoTime();
		try (ListenerThread thread = new ListenerThread(List.of())) {
			thread.evaluateRegularly(() -> {
				looks.incrementAndGet();
				return () -> {
				};
			});
			for (int i = 0; i < 20; i++) {
				thread.onResult(transition("db"));
				Thread.sleep(60);
			}
		}
		long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
		// each may be followed by another two, for what came in meanwhile
		assertThat((long) looks.get()).isBetween(1L, 3 * (1 + seconds));
	}

	@Test
	void whoFailsToLookAroundEndsNothing() throws InterruptedException {
		try (ListenerThread thread = new ListenerThread(List.of(this::hear))) {
			CountDownLatch looked = new CountDownLatch(1);
			thread.evaluateRegularly(() -> {
				looked.countDown();
				throw new StackOverflowError();
			});
			// it may not have come to that when it is given another one
			looked.await();
			thread.onTransition(transition("a"));
			assertThat(next()).isEqualTo("a");
			thread.evaluateRegularly(() -> () -> this.heard.add("looked"));
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
				throw new IllegalStateException("interrupted");
			}
		}, this::hear));
		thread.onTransition(transition("a"));
		thread.onTransition(transition("b"));
		blocked.await();
		thread.close();
		assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(next()).isEqualTo("a");
		assertThat(this.heard.poll(50, TimeUnit.MILLISECONDS)).isNull();
		assertThat(this.log.lines()).as("what the interrupt has caused").isEmpty();
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

	/**
	 * A thread whose listener blocks at the first transition.
	 */
	private static final class Blocked implements AutoCloseable, StateTransitionListener {

		private final CountDownLatch inside = new CountDownLatch(1);

		private final CountDownLatch released = new CountDownLatch(1);

		private final Consumer<CheckChange> transitions;

		private final Consumer<DiagnosisChange> findings;

		private final ListenerThread thread = new ListenerThread(List.of(this));

		private Blocked(Consumer<CheckChange> transitions) throws InterruptedException {
			this(transitions, (finding) -> {
			});
		}

		private Blocked(Consumer<CheckChange> transitions, Consumer<DiagnosisChange> findings)
				throws InterruptedException {
			this.transitions = transitions;
			this.findings = findings;
			this.thread.onTransition(transition("check"));
			this.inside.await();
		}

		/** Let there be as many transitions as a check has room for a second one. */
		private void fill() {
			for (int i = 0; i < 8192; i++) {
				this.thread.onTransition(transition("check" + i));
			}
		}

		private void release() {
			this.released.countDown();
		}

		@Override
		public void onTransition(CheckChange transition) {
			this.inside.countDown();
			awaitUninterruptibly(this.released);
			this.transitions.accept(transition);
		}

		@Override
		public void onDiagnosis(DiagnosisChange change) {
			this.findings.accept(change);
		}

		@Override
		public void close() {
			release();
			this.thread.close();
		}

	}

}
