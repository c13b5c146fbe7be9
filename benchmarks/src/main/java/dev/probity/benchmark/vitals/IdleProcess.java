package dev.probity.benchmark.vitals;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.VitalCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.engine.CheckWorkers;
import dev.probity.engine.SchedulerThread;
import dev.probity.time.Ticker;
import dev.probity.vital.DeadlockCheck;
import dev.probity.vital.DiskCheck;
import dev.probity.vital.FileDescriptorCheck;
import dev.probity.vital.MemoryCheck;

/**
 * A process that does nothing but to schedule the vitals at their default intervals, or
 * none, and has threads that wait.
 */
final class IdleProcess {

	private static final String SCHEDULER = "probity-scheduler";

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration WARM_UP = Duration.ofSeconds(30);

	private static final int DEPTH = 30;

	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

	private final AtomicLong runs = new AtomicLong();

	private final AtomicLong workersCpu = new AtomicLong();

	private final AtomicLong workersAllocated = new AtomicLong();

	private IdleProcess() {
	}

	/**
	 * Start a process and watch it.
	 * @return what it has cost
	 */
	static Cost measure(boolean vitals, int threads, Duration watched) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx256m", "-cp", System.getProperty("java.class.path"), IdleProcess.class.getName(),
				Boolean.toString(vitals), Integer.toString(threads), Long.toString(watched.toSeconds()))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try (var output = process.inputReader()) {
			return Cost.parse(output.lines());
		}
		finally {
			process.destroy();
		}
	}

	/**
	 * Be the process.
	 * @param args whether it has vitals, how many threads wait, and how many seconds it
	 * is watched
	 */
	public static void main(String[] args) throws InterruptedException {
		IdleProcess process = new IdleProcess();
		for (int i = 0; i < Integer.parseInt(args[1]); i++) {
			Thread waiting = new Thread(() -> waitBelow(DEPTH), "waiting-" + i);
			waiting.setDaemon(true);
			waiting.start();
		}
		CheckScheduler scheduler = process.startScheduler();
		// what an application has loaded anyway, a log for example
		new DeadlockCheck().check();
		if (Boolean.parseBoolean(args[0])) {
			registerVitals(scheduler);
		}
		TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
		Cost before = process.cost(0);
		TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
		Cost after = process.cost(0);
		System.gc();
		long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		System.out.println(new Cost(after.runs() - before.runs(), after.cpu().minus(before.cpu()),
				after.ownThreads().minus(before.ownThreads()), after.allocated() - before.allocated(), heap)
			.line());
	}

	private static void waitBelow(int depth) {
		if (depth > 0) {
			waitBelow(depth - 1);
			return;
		}
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private CheckScheduler startScheduler() {
		CheckMonitor monitor = new CheckMonitor((transition) -> {
		});
		CheckScheduler scheduler = new CheckScheduler(monitor, this::startWorker, Ticker.system(),
				InstantSource.system(), new SplittableRandom());
		scheduler.resume();
		SchedulerThread.drive(scheduler);
		return scheduler;
	}

	private static void registerVitals(CheckScheduler scheduler) {
		Duration memory = Duration.ofSeconds(5);
		register(scheduler, "deadlock", new DeadlockCheck(), Duration.ofSeconds(10));
		register(scheduler, "memory", new MemoryCheck(0.9, 0.5, Duration.ofSeconds(60), memory, Ticker.system()),
				memory);
		register(scheduler, "disk", new DiskCheck(new File("."), 10 * 1024 * 1024), Duration.ofSeconds(30));
		register(scheduler, "fileDescriptors", new FileDescriptorCheck(0.95), Duration.ofSeconds(30));
	}

	private static void register(CheckScheduler scheduler, String name, VitalCheck check, Duration interval) {
		scheduler.register(new CheckRegistration(name, check,
				CheckPolicy.of(interval, Duration.ofSeconds(1), TIMEOUT, 2, 2, 0.1, null)));
	}

	/**
	 * The workers of an application, and what they have cost when they end.
	 */
	private void startWorker(String check, Runnable run) {
		CheckWorkers.threads().start(check, () -> {
			run.run();
			this.workersCpu.addAndGet(this.threads.getCurrentThreadCpuTime());
			this.workersAllocated.addAndGet(this.threads.getCurrentThreadAllocatedBytes());
			this.runs.incrementAndGet();
		});
	}

	private Cost cost(long heap) {
		long cpu = this.workersCpu.get();
		long allocated = this.workersAllocated.get();
		for (long id : this.threads.getAllThreadIds()) {
			var thread = this.threads.getThreadInfo(id);
			if (thread != null && thread.getThreadName().equals(SCHEDULER)) {
				cpu += this.threads.getThreadCpuTime(id);
				allocated += this.threads.getThreadAllocatedBytes(id);
			}
		}
		return new Cost(this.runs.get(), Duration.ofNanos(this.system.getProcessCpuTime()), Duration.ofNanos(cpu),
				allocated, heap);
	}

}
