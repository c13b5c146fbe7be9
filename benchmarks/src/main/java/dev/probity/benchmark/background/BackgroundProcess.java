package dev.probity.benchmark.background;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

import com.sun.management.OperatingSystemMXBean;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.engine.CheckWorkers;
import dev.probity.engine.ListenerThread;
import dev.probity.engine.SchedulerThread;
import dev.probity.time.Ticker;

/**
 * A process with nothing but checks that run each second and do nothing, some of which
 * hang. Prints the share of a core that it takes, and how late runs begin.
 */
public final class BackgroundProcess {

	private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

	private static final int LATENESSES = 1 << 20;

	private final AtomicLongArray latenesses = new AtomicLongArray(LATENESSES);

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch never = new CountDownLatch(1);

	private volatile boolean measuring;

	private BackgroundProcess() {
	}

	/**
	 * Run it.
	 * @param arguments number of checks, number of those that hang, seconds of warm-up,
	 * seconds that are measured
	 */
	public static void main(String[] arguments) throws InterruptedException {
		new BackgroundProcess().run(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]),
				Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
	}

	private void run(int checks, int hanging, int warmUp, int seconds) throws InterruptedException {
		ListenerThread listeners = new ListenerThread(List.of());
		CheckMonitor monitor = new CheckMonitor(listeners);
		Ticker ticker = Ticker.system();
		CheckScheduler scheduler = new CheckScheduler(monitor, CheckWorkers.threads(), ticker, InstantSource.system(),
				new SplittableRandom(1));
		SchedulerThread thread = SchedulerThread.drive(scheduler);
		Duration interval = Duration.ofNanos(INTERVAL);
		CheckPolicy policy = CheckPolicy.of(interval, interval, interval, 2, 2, 0, null);
		for (int i = 0; i < checks; i++) {
			DependencyCheck check = (i < hanging) ? this::hang : new Punctual()::check;
			scheduler.register(new CheckRegistration("check-" + i, check, policy));
		}
		scheduler.resume();
		OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		TimeUnit.SECONDS.sleep(warmUp);
		this.measuring = true;
		long cpu = system.getProcessCpuTime();
		long begin = System.nanoTime();
		TimeUnit.SECONDS.sleep(seconds);
		double share = (double) (system.getProcessCpuTime() - cpu) / (System.nanoTime() - begin);
		this.measuring = false;
		int measured = Math.min(this.runs.get(), LATENESSES);
		long[] sorted = new long[measured];
		Arrays.setAll(sorted, this.latenesses::get);
		Arrays.sort(sorted);
		System.out.printf(Locale.ENGLISH, "checks=%d hanging=%d cpu=%.5f runs=%d p50=%d p99=%d max=%d%n", checks,
				hanging, share, measured, sorted[measured / 2], sorted[(int) (measured * 0.99)], sorted[measured - 1]);
		thread.close();
		listeners.close();
		System.exit(0);
	}

	private CheckResult hang() throws InterruptedException {
		this.never.await();
		return CheckResult.passed();
	}

	/**
	 * Compares when it runs with when it was to run.
	 */
	private final class Punctual {

		private long before;

		CheckResult check() {
			long now = System.nanoTime();
			if (BackgroundProcess.this.measuring && this.before != 0) {
				int run = BackgroundProcess.this.runs.getAndIncrement();
				if (run < LATENESSES) {
					BackgroundProcess.this.latenesses.set(run,
							TimeUnit.NANOSECONDS.toMicros(now - this.before - INTERVAL));
				}
			}
			this.before = now;
			return CheckResult.passed();
		}

	}

}
