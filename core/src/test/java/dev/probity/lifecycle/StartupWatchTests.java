package dev.probity.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CapturedLog;
import dev.probity.check.ManualTicker;
import dev.probity.engine.ManualMonitor;
import dev.probity.fixture.Guards;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Startup conditions of the application are asked in the background, and whatever one of
 * them does is its own affair.
 */
@Timeout(30)
class StartupWatchTests {

	private final CapturedLog log = new CapturedLog(StartupWatch.class);

	@AfterEach
	void giveBackTheLog() {
		this.log.close();
	}

	@Nested
	@DisplayName("What was last seen of a condition")
	class LastSeen {

		private final ManualTicker time = new ManualTicker();

		private final Scripted scripted = new Scripted();

		private final WatchedCondition condition = new WatchedCondition("leader", this.scripted, this.time);

		private List<String> outstanding() {
			return this.condition.parts().stream().map((part) -> OutstandingCondition.of(part).inWords()).toList();
		}

		@Test
		void untilItHasBeenAskedItIsNotMetAndHasTheNameOfItsBean() {
			this.scripted.met = true;
			assertThat(this.condition.isMet()).isFalse();
			assertThat(outstanding()).containsExactly("startup condition 'leader' not asked yet");
			assertThat(this.scripted.asked).isZero();
		}

		@Test
		void readingItAsksNobody() {
			this.condition.ask();
			int asked = this.scripted.asked;
			this.condition.isMet();
			outstanding();
			assertThat(this.condition.description()).isEqualTo("leader elected");
			assertThat(this.scripted.asked).isEqualTo(asked);
		}

		@Test
		void itIsMetOnceItHasSaidSoAndSaysWhatIsOutstandingBefore() {
			this.scripted.progress = "2 of 3 votes";
			assertThat(this.condition.ask()).isFalse();
			assertThat(this.condition.isMet()).isFalse();
			assertThat(outstanding()).containsExactly("leader elected 2 of 3 votes");
			this.scripted.met = true;
			assertThat(this.condition.ask()).as("changed").isTrue();
			assertThat(this.condition.isMet()).isTrue();
		}

		@Test
		void oneThatThrowsIsNotMetSaysWhyAndIsLoggedOnce() {
			this.condition.ask();
			this.scripted.thrown = new IllegalStateException("no quorum, password=hunter2");
			this.scripted.met = true;
			this.condition.ask();
			this.condition.ask();
			assertThat(this.condition.isMet()).isFalse();
			assertThat(outstanding()).singleElement()
				.asString()
				.startsWith("leader elected cannot be evaluated: IllegalStateException: no quorum")
				.doesNotContain("hunter2");
			assertThat(StartupWatchTests.this.log.lines()).singleElement()
				.asString()
				.startsWith("Startup condition 'leader' cannot be evaluated and counts as not met: "
						+ "IllegalStateException: no quorum")
				.doesNotContain("hunter2")
				.contains("StartupWatchTests.java");
			this.scripted.thrown = null;
			this.condition.ask();
			assertThat(this.condition.isMet()).isTrue();
		}

		@Test
		void anythingThatIsThrownWillDo() {
			for (Throwable thrown : List.of(new Indescribable(), new StackOverflowError(), new OutOfMemoryError())) {
				this.scripted.thrown = thrown;
				this.condition.ask();
				assertThat(this.condition.isMet()).isFalse();
				assertThat(outstanding()).hasSize(1);
			}
			assertThat(StartupWatchTests.this.log.lines()).hasSize(1);
		}

		@Test
		void itsPartsAreShownByThemselves() {
			Scripted other = new Scripted();
			other.description = "cache filled";
			Scripted done = new Scripted();
			done.met = true;
			this.scripted.parts = List.of(this.scripted, other, done);
			this.condition.ask();
			assertThat(outstanding()).containsExactly("leader elected", "cache filled");
		}

		@Test
		void oneWhosePartsThrowOrAreMissingIsNotMet() {
			this.scripted.parts = null;
			this.condition.ask();
			assertThat(this.condition.isMet()).isFalse();
			assertThat(outstanding()).singleElement().asString().contains("cannot be evaluated: NullPointerException");
		}

		@Test
		void itCannotForgeLines() {
			this.scripted.description = "leader\n[+]db ok\u001b[31m";
			this.condition.ask();
			assertThat(outstanding()).containsExactly("leader [+]db ok [31m");
		}

		@Test
		void oneThatDoesNotAnswerSaysForHowLong() {
			this.condition.meet(() -> {
			});
			this.scripted.whileAsked = () -> {
				this.time.advance(Duration.ofMillis(999));
				assertThat(outstanding()).containsExactly("leader elected not asked yet");
				this.time.advance(Duration.ofMillis(11_001));
				assertThat(this.condition.isMet()).isFalse();
				assertThat(outstanding()).containsExactly("leader elected has not answered for 12s");
				this.condition.evaluate(Thread.currentThread());
				this.condition.evaluate(Thread.currentThread());
			};
			this.condition.ask();
			assertThat(StartupWatchTests.this.log.lines()).singleElement()
				.asString()
				.startsWith("Startup condition 'leader' has not answered for 12s and counts as not met; its thread is "
						+ "at:\n\tat ")
				.contains("StartupWatchTests");
		}

		@Test
		void oneThatWasMetAndDoesNotAnswerAnyMoreIsNotMetOnceTheLogSaysSo() {
			List<Boolean> met = new ArrayList<>();
			List<String> shown = new ArrayList<>();
			this.condition.meet(() -> {
			});
			this.scripted.met = true;
			this.condition.ask();
			this.scripted.whileAsked = () -> {
				for (Duration silent : List.of(Duration.ofMillis(9_999), Duration.ofMillis(1))) {
					this.time.advance(silent);
					this.condition.evaluate(Thread.currentThread());
					met.add(this.condition.isMet());
					shown.addAll(outstanding());
				}
			};
			assertThat(this.condition.ask()).as("changed, and back again").isTrue();
			assertThat(met).containsExactly(true, false);
			assertThat(shown).last().isEqualTo("leader elected has not answered for 10s");
			assertThat(StartupWatchTests.this.log.lines()).singleElement()
				.asString()
				.startsWith("Startup condition 'leader' has not answered for 10s and counts as not met");
			assertThat(this.condition.isMet()).isTrue();
		}

	}

	@Nested
	@DisplayName("The threads that ask")
	class Threads {

		private final Instance instance = new Instance();

		private final StartupWatch watch = new StartupWatch(this.instance, Ticker.system());

		private final ManualMonitor checks = new ManualMonitor();

		private final Probe startup = new Probe("startup", ProbeType.STARTUP, (check) -> null);

		private final List<StartupCondition> conditions = new ArrayList<>();

		private Probes probes() {
			return new Probes(List.of(this.startup), this.checks.monitor(), Guards.patient(), this.instance,
					this.conditions, this.checks.time());
		}

		private Scripted watched(String name) {
			Scripted condition = new Scripted();
			this.conditions.add(this.watch.watch(name, condition));
			return condition;
		}

		@AfterEach
		void end() {
			this.watch.close();
		}

		@Test
		void nothingIsAskedBeforeItBegins() {
			Scripted leader = watched("leader");
			assertThat(probes().verdict(this.startup).status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(leader.asked).isZero();
		}

		@Test
		void whatHasBecomeMetIsSeenWithinTensOfMilliseconds() {
			Scripted leader = watched("leader");
			Probes probes = probes();
			this.watch.begin();
			await().until(() -> leader.asked > 2);
			leader.met = true;
			await().pollInterval(Duration.ofMillis(1))
				.atMost(Duration.ofSeconds(1))
				.until(() -> probes.verdict(this.startup).status() == ProbeStatus.UP);
		}

		@Test
		void whoeverWatchesTheInstanceIsWokenForIt() throws InterruptedException {
			Scripted leader = watched("leader");
			CountDownLatch woken = new CountDownLatch(1);
			probes();
			this.instance.onChange(woken::countDown);
			this.watch.begin();
			leader.met = true;
			assertThat(woken.await(10, TimeUnit.SECONDS)).isTrue();
		}

		@Test
		void oneThatBlocksHoldsUpOnlyItself() {
			CountDownLatch never = new CountDownLatch(1);
			Scripted blocking = watched("blocking");
			blocking.whileAsked = () -> awaitIgnoringInterrupts(never);
			Scripted other = watched("other");
			Probes probes = probes();
			this.watch.begin();
			await().until(() -> blocking.asked == 1);
			other.met = true;
			await().until(() -> probes.outstanding().size() == 1);
			assertThat(probes.verdict(this.startup).status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			never.countDown();
			blocking.met = true;
			await().until(() -> probes.verdict(this.startup).status() == ProbeStatus.UP);
		}

		@Test
		void onceTheInstanceHasComeUpNobodyIsAskedAndTheThreadsAreGone() {
			Scripted leader = watched("leader");
			Scripted cache = watched("cache");
			Probes probes = probes();
			this.watch.begin();
			leader.met = true;
			cache.met = true;
			await().until(() -> probes.verdict(this.startup).status() == ProbeStatus.UP);
			await().until(() -> threads().isEmpty());
			int asked = leader.asked + cache.asked;
			this.watch.begin();
			assertThat(threads()).isEmpty();
			assertThat(leader.asked + cache.asked).isEqualTo(asked);
		}

		@Test
		void whileItRestsNobodyIsAskedAndOneThatIsInsideIsInterrupted() {
			CountDownLatch interrupted = new CountDownLatch(1);
			Scripted leader = watched("leader");
			leader.whileAsked = () -> {
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
				}
			};
			Probes probes = probes();
			this.watch.begin();
			await().until(() -> leader.asked == 1);
			this.watch.end();
			await().until(() -> interrupted.getCount() == 0 && threads().isEmpty());
			assertThat(leader.asked).isEqualTo(1);
			leader.whileAsked = () -> {
			};
			leader.met = true;
			this.watch.begin();
			await().until(() -> probes.verdict(this.startup).status() == ProbeStatus.UP);
		}

		@Test
		void oneThatIsWatchedNoLongerIsInterruptedAndTheOthersAreAskedOn() {
			CountDownLatch interrupted = new CountDownLatch(1);
			Scripted gone = watched("gone");
			gone.whileAsked = () -> {
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
				}
			};
			Scripted leader = watched("leader");
			this.watch.begin();
			await().until(() -> gone.asked == 1);
			this.watch.leave(this.conditions.get(0));
			await().until(() -> interrupted.getCount() == 0);
			await().until(() -> threads().equals(List.of("probity-condition-leader")));
			this.watch.begin();
			int asked = leader.asked;
			await().until(() -> leader.asked > asked);
			assertThat(gone.asked).isEqualTo(1);
		}

		@Test
		void oneThatGivesASignalIsAskedAtOnce() {
			Scripted slow = watched("slow");
			slow.whileAsked = () -> awaitFor(Duration.ofMillis(250));
			Probes probes = probes();
			this.watch.begin();
			await().until(() -> slow.answered.get() == 1);
			slow.whileAsked = () -> {
			};
			slow.met = true;
			long begin = System.nanoTime();
			slow.signal.run();
			await().pollInterval(Duration.ofMillis(1)).until(() -> probes.outstanding().isEmpty());
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofMillis(900));
		}

		private static List<String> threads() {
			return Thread.getAllStackTraces()
				.keySet()
				.stream()
				.map(Thread::getName)
				.filter((name) -> name.startsWith("probity-condition-"))
				.toList();
		}

		private static void awaitFor(Duration time) {
			try {
				new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private static void awaitIgnoringInterrupts(CountDownLatch latch) {
			while (latch.getCount() > 0) {
				try {
					latch.await();
				}
				catch (InterruptedException ex) {
					// a condition that does not care
				}
			}
		}

	}

	private static final class Indescribable extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException("no message");
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			throw new IllegalStateException("no stack");
		}

	}

	private static final class Scripted implements StartupCondition {

		private volatile String description = "leader elected";

		private volatile String progress;

		private volatile boolean met;

		private volatile Throwable thrown;

		private volatile Collection<? extends StartupCondition> parts = List.of(this);

		private volatile Runnable whileAsked = () -> {
		};

		private volatile Runnable signal = () -> {
		};

		private volatile int asked;

		private final AtomicInteger answered = new AtomicInteger();

		@Override
		public String description() {
			return this.description;
		}

		@Override
		public String progress() {
			return this.progress;
		}

		@Override
		public boolean isMet() {
			this.asked++;
			this.whileAsked.run();
			this.answered.incrementAndGet();
			if (this.thrown != null) {
				Scripted.<RuntimeException>raise(this.thrown);
			}
			return this.met;
		}

		@SuppressWarnings("unchecked")
		private static <T extends Throwable> void raise(Throwable thrown) throws T {
			throw (T) thrown;
		}

		@Override
		public Collection<? extends StartupCondition> parts() {
			return this.parts;
		}

		@Override
		public void onChange(Runnable signal) {
			this.signal = signal;
		}

	}

}
