package dev.probity.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.TimeoutAction;
import dev.probity.time.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * To interrupt a thread that is in a channel is to close that channel, on the thread that
 * interrupts, and that may block.
 */
@Timeout(30)
class InterruptTests {

	private static final CheckPolicy BUSY = CheckPolicy
		.of(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(50), 2, 2, 0, null)
		.withFirstRunTimeout(Duration.ofMillis(50))
		.onTimeout(TimeoutAction.INTERRUPT);

	private final CheckMonitor monitor = new CheckMonitor();

	private final CheckScheduler scheduler = new CheckScheduler(this.monitor, CheckWorkers.threads(), Ticker.system(),
			InstantSource.system(), new SplittableRandom(1));

	private final SchedulerThread thread = SchedulerThread.drive(this.scheduler);

	private final List<BlockingChannel> channels = new ArrayList<>();

	@AfterEach
	void release() {
		this.channels.forEach(BlockingChannel::release);
		List.copyOf(this.monitor.snapshots().keySet()).forEach(this.scheduler::unregister);
		this.thread.close();
	}

	private BlockingChannel registerReader(String name, CheckPolicy policy) {
		BlockingChannel channel = new BlockingChannel();
		this.channels.add(channel);
		this.scheduler.register(new CheckRegistration(name, (DependencyCheck) () -> {
			channel.read();
			return CheckResult.passed();
		}, policy));
		return channel;
	}

	private AtomicInteger registerOther() {
		AtomicInteger runs = new AtomicInteger();
		this.scheduler.register(new CheckRegistration("other", (DependencyCheck) () -> {
			runs.incrementAndGet();
			return CheckResult.passed();
		}, BUSY));
		return runs;
	}

	private static void goesOn(AtomicInteger runs) {
		int before = runs.get();
		await().until(() -> runs.get() > before + 3);
	}

	@Test
	void closingTheChannelOfALateRunHoldsUpNoOtherCheck() throws InterruptedException {
		AtomicInteger other = registerOther();
		this.scheduler.resume();
		BlockingChannel channel = registerReader("late", BUSY);
		assertThat(channel.awaitClosing().getName()).isEqualTo("probity-check-interrupts");
		goesOn(other);
		assertThat(this.monitor.snapshot("other").isStale(System.nanoTime())).isFalse();
	}

	@Test
	void whoeverRemovesACheckDoesNotWaitForTheChannelOfItsRun() throws InterruptedException {
		AtomicInteger other = registerOther();
		this.scheduler.resume();
		BlockingChannel channel = registerReader("removed", CheckPolicy.defaults());
		channel.awaitReader();
		this.scheduler.unregister("removed");
		assertThat(channel.awaitClosing()).isNotSameAs(Thread.currentThread());
		goesOn(other);
		registerReader("removed", CheckPolicy.defaults());
		assertThat(this.monitor.snapshot("removed").state()).isEqualTo(CheckState.UNKNOWN);
	}

	@Test
	void closingsThatHangTakeAFewThreadsHoweverManyTheyAre() throws InterruptedException {
		AtomicInteger other = registerOther();
		this.scheduler.resume();
		for (int i = 0; i < 12; i++) {
			registerReader("reader-" + i, CheckPolicy.defaults()).awaitReader();
		}
		for (int i = 0; i < 12; i++) {
			this.scheduler.unregister("reader-" + i);
		}
		await().until(() -> this.channels.stream().filter(BlockingChannel::isClosing).count() == 4);
		goesOn(other);
		assertThat(Thread.getAllStackTraces().keySet()).filteredOn(Thread::isAlive)
			.extracting(Thread::getName)
			.filteredOn("probity-check-interrupts"::equals)
			.hasSize(4);
		this.channels.forEach(BlockingChannel::release);
		await("the others are interrupted, too, if they are still there").until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((running) -> running.getName().matches("probity-check-(interrupts|reader-.*)")));
	}

}
