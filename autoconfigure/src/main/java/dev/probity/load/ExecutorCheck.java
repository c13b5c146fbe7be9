package dev.probity.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.LoadCheck;
import dev.probity.check.Range;
import dev.probity.observation.Observation;
import dev.probity.time.Ticker;
import dev.probity.vital.TaskPool;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * Whether an executor is given more than it can do: its bounded queue has been nearly
 * full for a while, or its oldest task has been waiting to be begun for too long. It
 * passes again once neither has been so for a while. A long queue that moves fast enough
 * passes. Time in which the process was paused does not count.
 * <p>
 * Looks at pools of threads only: where every task gets its own thread, none waits. One
 * that was stopped, or not made yet, passes. Thread-safe: runs wait for each other.
 */
final class ExecutorCheck implements LoadCheck {

	private final Supplier<? extends @Nullable Object> executor;

	private final double queueThreshold;

	private final Duration maxWait;

	private final Duration sustainedFor;

	private final CheckPolicy policy;

	private final Ticker ticker;

	private @Nullable ExecutorQueue queue;

	/**
	 * Check an executor.
	 * @param executor the executor, or {@code null} as long as there is none; asked by
	 * each run
	 * @param queueThreshold the fraction of a bounded queue from which on it counts as
	 * full; above 0, at most 1
	 * @param maxWait for how long a task may wait
	 * @param sustainedFor for how long the queue has to be full, or neither to be so,
	 * before that counts
	 * @param policy the check's policy
	 * @param ticker the time
	 */
	public ExecutorCheck(Supplier<? extends @Nullable Object> executor, double queueThreshold, Duration maxWait,
			Duration sustainedFor, CheckPolicy policy, Ticker ticker) {
		this.executor = executor;
		this.queueThreshold = Range.SHARE.require("queueThreshold", queueThreshold);
		this.maxWait = maxWait;
		this.sustainedFor = sustainedFor;
		this.policy = policy;
		this.ticker = ticker;
	}

	@Override
	public synchronized CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		Object executor = this.executor.get();
		TaskPool pool = (executor != null) ? TaskPool.of(executor) : null;
		if (pool == null) {
			this.queue = null;
			return CheckResult.passed(Map.of("executor", state(executor)));
		}
		ExecutorQueue watched = this.queue;
		if (watched == null || !watched.isOf(pool)) {
			watched = new ExecutorQueue(pool, this.sustainedFor, this.policy.interval(), this.ticker);
			this.queue = watched;
		}
		Map<String, Object> details = new LinkedHashMap<>();
		String reason = Stream.of(watched.full(this.queueThreshold, details), watched.old(this.maxWait, details))
			.filter(Objects::nonNull)
			.collect(Collectors.joining("; "));
		return reason.isEmpty() ? CheckResult.passed(details) : CheckResult.failed(reason, details);
	}

	private static String state(@Nullable Object executor) {
		if (executor == null) {
			return "not created yet";
		}
		return (executor instanceof SimpleAsyncTaskExecutor) ? "has no queue: every task gets its own thread"
				: "not running, or no pool of threads";
	}

}
