package dev.probity.vital;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.check.CheckResult;
import dev.probity.check.VitalCheck;
import dev.probity.observation.Observation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Fails while threads wait for one another in a circle, for monitors
 * ({@code synchronized}) or ownable synchronizers ({@code ReentrantLock}, the write lock
 * of a {@code ReentrantReadWriteLock}): they never go on, and only a restart helps. The
 * stacks are logged once for each occurrence.
 * <p>
 * Waiting long is no deadlock; nor is a circle in which a thread waits with a timeout
 * ({@code tryLock(5, SECONDS)}), since it ends by itself.
 * <p>
 * What it cannot see, because the JVM does not show it: circles in which at least one
 * thread is virtual (JDK 25), also one that is pinned to its carrier; locks without an
 * owner, such as the read lock of a {@code ReentrantReadWriteLock}, {@code StampedLock},
 * {@code Semaphore} and {@code CountDownLatch}; threads that wait for a result of their
 * own pool.
 * <p>
 * If the JVM cannot be asked, the result is inconclusive. One look stops the
 * application's threads for less than a millisecond. Not for use by several schedulers at
 * once.
 *
 * @since 0.1.0
 */
public final class DeadlockCheck implements VitalCheck {

	private static final Log logger = LogFactory.getLog(DeadlockCheck.class);

	private static final int DEEPEST_STACK = 200;

	private static final int MOST_NAMED = 10;

	private volatile Set<Set<Long>> dumped = Set.of();

	/**
	 * Look for deadlocks of this JVM.
	 */
	public DeadlockCheck() {
	}

	@Override
	public CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		List<DeadlockCycle> cycles = find(ManagementFactory.getThreadMXBean());
		dumpNew(cycles);
		return cycles.isEmpty() ? CheckResult.passed() : failed(cycles);
	}

	private static List<DeadlockCycle> find(ThreadMXBean threads) {
		long[] deadlocked = threads.findDeadlockedThreads();
		if (deadlocked == null) {
			return List.of();
		}
		// with their synchronizers it would walk through the whole heap
		ThreadInfo[] infos = threads.getThreadInfo(deadlocked, threads.isObjectMonitorUsageSupported(), false,
				DEEPEST_STACK);
		return DeadlockCycle.among(infos);
	}

	private void dumpNew(List<DeadlockCycle> cycles) {
		Set<Set<Long>> before = this.dumped;
		this.dumped = cycles.stream().map(DeadlockCycle::threadIds).collect(Collectors.toUnmodifiableSet());
		cycles.stream()
			.filter((cycle) -> !before.contains(cycle.threadIds()))
			.forEach((cycle) -> logger.error("%d threads are deadlocked and will never continue:%n%s"
				.formatted(cycle.threads().size(), cycle.dump())));
	}

	private static CheckResult failed(List<DeadlockCycle> cycles) {
		List<String> names = cycles.stream().flatMap((cycle) -> cycle.threadNames().stream()).toList();
		List<String> waits = cycles.stream().flatMap((cycle) -> cycle.waits().stream()).toList();
		String named = waits.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
		String rest = (waits.size() > MOST_NAMED) ? " and %d more".formatted(waits.size() - MOST_NAMED) : "";
		return CheckResult.failed("%d threads deadlocked: %s%s".formatted(names.size(), named, rest),
				Map.of("threads", names));
	}

}
