package dev.probity.vital;

import java.lang.management.LockInfo;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * Threads of which each waits for a lock that the next one holds, and the last one for a
 * lock of the first.
 *
 * @param threads the threads, in the order in which they wait for one another
 */
record DeadlockCycle(List<ThreadInfo> threads) {

	/**
	 * The cycles that never end by themselves: where one thread waits with a timeout, all
	 * go on once it has given up.
	 * @param threads what is known of the threads, {@code null} for one that has ended
	 */
	static List<DeadlockCycle> among(ThreadInfo... threads) {
		Map<Long, ThreadInfo> waiting = new LinkedHashMap<>();
		for (@Nullable
		ThreadInfo thread : threads) {
			if (thread != null && thread.getThreadState() != Thread.State.TIMED_WAITING) {
				waiting.put(thread.getThreadId(), thread);
			}
		}
		List<DeadlockCycle> cycles = new ArrayList<>();
		Set<Long> seen = new HashSet<>();
		waiting.values().forEach((start) -> {
			List<ThreadInfo> path = new ArrayList<>();
			ThreadInfo next = start;
			while (next != null && seen.add(next.getThreadId())) {
				path.add(next);
				next = waiting.get(next.getLockOwnerId());
			}
			int first = (next != null) ? path.indexOf(next) : -1;
			if (first >= 0) {
				cycles.add(new DeadlockCycle(List.copyOf(path.subList(first, path.size()))));
			}
		});
		return cycles;
	}

	Set<Long> threadIds() {
		return this.threads.stream().map(ThreadInfo::getThreadId).collect(Collectors.toUnmodifiableSet());
	}

	List<String> threadNames() {
		return this.threads.stream().map(ThreadInfo::getThreadName).map(VisibleText::line).toList();
	}

	List<String> waits() {
		return this.threads.stream().map(DeadlockCycle::describe).toList();
	}

	private static String describe(ThreadInfo thread) {
		return "'%s' waits for %s held by '%s'".formatted(VisibleText.line(thread.getThreadName()),
				name(thread.getLockInfo()), VisibleText.line(String.valueOf(thread.getLockOwnerName())));
	}

	/**
	 * The stacks of the threads with the monitors they hold, as in a thread dump.
	 */
	String dump() {
		return this.threads.stream().map(DeadlockCycle::dump).collect(Collectors.joining("\n"));
	}

	private static String dump(ThreadInfo thread) {
		StringBuilder text = new StringBuilder(describe(thread))
			.append(" (id %d, %s)".formatted(thread.getThreadId(), thread.getThreadState()));
		StackTraceElement[] stack = thread.getStackTrace();
		for (int depth = 0; depth < stack.length; depth++) {
			text.append("\n\tat ").append(stack[depth]);
			for (MonitorInfo held : thread.getLockedMonitors()) {
				if (held.getLockedStackDepth() == depth) {
					text.append("\n\t- locked ").append(name(held));
				}
			}
		}
		return text.toString();
	}

	/**
	 * {@code ReentrantLock@1f}, not
	 * {@code java.util.concurrent.locks.ReentrantLock$NonfairSync@1f}.
	 */
	private static String name(@Nullable LockInfo lock) {
		if (lock == null) {
			return "a lock";
		}
		String type = lock.getClassName();
		String simple = type.substring(type.lastIndexOf('.') + 1);
		if (type.startsWith("java.util.concurrent.locks.") && simple.contains("$")) {
			simple = simple.substring(0, simple.indexOf('$'));
		}
		return simple + "@" + Integer.toHexString(lock.getIdentityHashCode());
	}

}
