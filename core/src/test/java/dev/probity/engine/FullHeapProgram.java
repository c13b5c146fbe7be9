package dev.probity.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.time.Ticker;

/**
 * Runs many checks in a small heap, fills that to the brim for a while, and prints how
 * many checks run again once there is room.
 */
final class FullHeapProgram {

	private static final int CHECKS = 200;

	private static final Duration FULL = Duration.ofMillis(2500);

	private static final Duration AFTERWARDS = Duration.ofMillis(2500);

	private static final AtomicIntegerArray runs = new AtomicIntegerArray(CHECKS);

	// what fills the heap
	private static Object[] kept;

	private FullHeapProgram() {
	}

	public static void main(String[] args) throws InterruptedException {
		CheckMonitor monitor = new CheckMonitor(new ListenerThread(List.of((transition) -> {
		})));
		CheckScheduler scheduler = new CheckScheduler(monitor, CheckWorkers.threads(), Ticker.system(),
				InstantSource.system(), new SplittableRandom(1));
		CheckPolicy policy = CheckPolicy.of(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofSeconds(2), 2, 2,
				0.1, null);
		for (int i = 0; i < CHECKS; i++) {
			int number = i;
			scheduler.register(new CheckRegistration("check-" + i, (DependencyCheck) () -> {
				runs.incrementAndGet(number);
				return CheckResult.passed();
			}, policy));
		}
		SchedulerThread.drive(scheduler);
		scheduler.resume();
		// what they need is loaded before the heap is full
		while (IntStream.of(counts()).anyMatch((count) -> count < 3)) {
			Thread.sleep(50);
		}
		int exhausted = fill();
		Thread.sleep(500);
		int[] before = counts();
		Thread.sleep(AFTERWARDS.toMillis());
		int[] after = counts();
		int lost = 0;
		for (int i = 0; i < CHECKS; i++) {
			lost += (after[i] - before[i] < 3) ? 1 : 0;
		}
		long passing = monitor.snapshots()
			.values()
			.stream()
			.filter((check) -> check.state() == CheckState.PASSING && !check.isStale(System.nanoTime()))
			.count();
		System.out.printf("out of memory %d times, %d checks lost, %d passing%n", exhausted, lost, passing);
		System.exit(0);
	}

	private static int fill() {
		long end = System.nanoTime() + FULL.toNanos();
		int exhausted = 0;
		int size = 1 << 20;
		while (System.nanoTime() - end < 0) {
			try {
				Object[] next = new Object[Math.max(1, size / 4)];
				next[0] = kept;
				kept = next;
			}
			catch (OutOfMemoryError ex) {
				exhausted++;
				// smaller and smaller, down to the last byte, and again
				size = (size > 16) ? size / 2 : 1 << 10;
			}
		}
		kept = null;
		return exhausted;
	}

	private static int[] counts() {
		int[] counts = new int[CHECKS];
		for (int i = 0; i < CHECKS; i++) {
			counts[i] = runs.get(i);
		}
		return counts;
	}

}
