package dev.probity.vital;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.time.Ticker;

/**
 * A process that uses its heap, and prints what the vital says of it.
 */
final class HeapProgram {

	private static final int CHAINS = 10_000;

	private static final int NODE_BYTES = 32;

	private static final Node[] live = new Node[CHAINS];

	private static final AtomicInteger highestOccupancy = new AtomicInteger();

	private static final AtomicInteger highestPauses = new AtomicInteger();

	private static volatile boolean failed;

	private static volatile Object passing;

	private static int next;

	private HeapProgram() {
	}

	/**
	 * Use the heap in one way after the other.
	 * @param args the window in milliseconds, for how many windows each use goes on (what
	 * is to fail goes on until it does, and the next begins when it has recovered), which
	 * percentage of the live objects is let go of once the heap has been full, and the
	 * uses
	 */
	public static void main(String[] args) throws InterruptedException {
		Duration window = Duration.ofMillis(Long.parseLong(args[0]));
		Duration interval = window.dividedBy(12);
		MemoryCheck memory = new MemoryCheck(0.9, 0.5, window, interval, Ticker.system());
		CountDownLatch passed = new CountDownLatch(1);
		PrintedVital.run("memory", () -> seen(memory.check()),
				CheckPolicy.of(interval, interval, Duration.ofSeconds(60), 1, 1, 0, null), (state) -> {
					passed.countDown();
					failed = state == CheckState.FAILING;
				});
		// what they need is loaded before the heap is full
		passed.await();
		for (String name : List.of(args).subList(3, args.length)) {
			Use use = Use.valueOf(name);
			use(use, window.toNanos() * Integer.parseInt(args[1]), Integer.parseInt(args[2]));
		}
		System.exit(0);
	}

	private static void use(Use use, long nanos, int spare) {
		System.out.println(use + " begins");
		Runnable work = work(use);
		if (use != Use.BURST) {
			fill(Runtime.getRuntime().maxMemory() / 100 * (100 - spare));
		}
		highestOccupancy.set(0);
		highestPauses.set(0);
		int exhausted = 0;
		long begin = System.nanoTime();
		failed = false;
		while ((use == Use.THRASH) ? !failed : System.nanoTime() - begin < nanos) {
			try {
				work.run();
			}
			catch (OutOfMemoryError ex) {
				exhausted++;
			}
		}
		drop(CHAINS);
		System.out.printf("%s ended: occupancy up to %s%%, pauses up to %s%%, out of memory %d times%n", use,
				highestOccupancy, highestPauses, exhausted);
		while (failed) {
			// on a busy machine the next look takes its time
			burst();
		}
	}

	private static Runnable work(Use use) {
		return switch (use) {
			case THRASH, EXHAUST -> HeapProgram::churn;
			case CACHE -> HeapProgram::rest;
			case CYCLES -> System::gc;
			case BURST -> HeapProgram::burst;
		};
	}

	/**
	 * Up to the brim nothing else in the process could run, the check included.
	 */
	private static void fill(long bytes) {
		try {
			for (long kept = 0; kept < bytes; kept += NODE_BYTES) {
				keepOneMore();
			}
		}
		catch (OutOfMemoryError ex) {
			drop(CHAINS / 20);
		}
	}

	private static void keepOneMore() {
		next = (next + 7919) % CHAINS;
		live[next] = new Node(live[next]);
	}

	/**
	 * Replace objects that have lived long, and allocate others that die young.
	 */
	private static void churn() {
		for (int i = 0; i < 1_000; i++) {
			next = (next + 7919) % CHAINS;
			Node oldest = live[next];
			if (oldest != null) {
				live[next] = new Node(oldest.rest);
			}
			allocate(1);
		}
	}

	private static void burst() {
		byte[][] recent = new byte[20][];
		for (int i = 0; i < recent.length; i++) {
			recent[i] = new byte[256 * 1024];
			allocate(2_000);
		}
	}

	private static void allocate(int objects) {
		for (int i = 0; i < objects; i++) {
			passing = new byte[100];
		}
	}

	private static void rest() {
		allocate(10);
		LockSupport.parkNanos(1_000_000);
	}

	private static void drop(int chains) {
		for (int i = 0; i < chains; i++) {
			next = (next + 7919) % CHAINS;
			live[next] = null;
		}
	}

	private static CheckResult seen(CheckResult result) {
		note(highestOccupancy, result.details(), "occupancy");
		note(highestPauses, result.details(), "pauses");
		return result;
	}

	private static void note(AtomicInteger highest, Map<String, Object> details, String name) {
		Object value = details.get(name);
		if (value != null) {
			highest.accumulateAndGet(Integer.parseInt(value.toString().replace("%", "")), Math::max);
		}
	}

	enum Use {

		/** Live objects all over, and allocation on top. */
		THRASH,

		/** The same, and nothing is expected of it. */
		EXHAUST,

		/** The same objects, and next to nothing is allocated. */
		CACHE,

		/** The same objects, and one collection after the other. */
		CYCLES,

		/** As much is allocated as can be, and none of it kept. */
		BURST

	}

	private record Node(Node rest, long a, long b) {

		Node(Node rest) {
			this(rest, 1, 2);
		}

	}

}
