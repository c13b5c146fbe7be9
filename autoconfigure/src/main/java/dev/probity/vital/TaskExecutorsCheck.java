package dev.probity.vital;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;
import dev.probity.observation.Observation;
import dev.probity.observation.ObservedSilences;
import dev.probity.observation.ThreadPosition;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Whether the application's executors make progress. Fails if tasks have been waiting in
 * the queue of one for longer than the longest silence, if that is set, while none was
 * taken and none completed. Examines thread pools only: where every task gets a dedicated
 * thread, none waits. Thread-safe: runs wait for each other.
 */
final class TaskExecutorsCheck implements ProgressCheck {

	private static final Object NOTHING_WAITS = new Object();

	private final Supplier<? extends Map<String, ?>> executors;

	private final @Nullable Duration maxSilence;

	private final ObservedSilences<ThreadPoolExecutor> silences;

	/**
	 * Check executors.
	 * @param executors the executors with the names of their beans, asked by each run;
	 * what is none that can be looked at is passed over
	 * @param maxSilence how long no task may be taken or completed while some wait, or
	 * {@code null} if that is never too long
	 * @param policy the check's policy
	 * @param ticker for the silence
	 */
	public TaskExecutorsCheck(Supplier<? extends Map<String, ?>> executors, @Nullable Duration maxSilence,
			CheckPolicy policy, Ticker ticker) {
		this.executors = executors;
		this.maxSilence = maxSilence;
		this.silences = new ObservedSilences<>(policy.interval(), ticker);
	}

	@Override
	public synchronized CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		Map<String, TaskPool> pools = new LinkedHashMap<>();
		this.executors.get().forEach((name, executor) -> {
			TaskPool pool = TaskPool.of(executor);
			if (pool != null) {
				pools.put(name, pool);
			}
		});
		this.silences.retain(pools.values().stream().map(TaskPool::threads).toList());
		Map<String, Object> details = new LinkedHashMap<>();
		List<String> reasons = new ArrayList<>();
		pools.forEach((name, pool) -> {
			String reason = evaluate(name, pool, details);
			if (reason != null) {
				reasons.add(reason);
			}
		});
		return reasons.isEmpty() ? CheckResult.passed(details)
				: CheckResult.failed(String.join("; ", reasons), details);
	}

	private @Nullable String evaluate(String name, TaskPool pool, Map<String, Object> details) {
		long waiting = pool.waiting();
		Duration silence = this.silences.since(pool.threads(), (waiting > 0) ? pool.progress() : NOTHING_WAITS);
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("threads", pool.threads().getPoolSize());
		figures.put("active", pool.threads().getActiveCount());
		figures.put("waiting", waiting);
		figures.put("completed", pool.threads().getCompletedTaskCount());
		details.put(name, figures);
		if (waiting == 0) {
			return null;
		}
		figures.put("noneTakenFor", Durations.brief(silence));
		Duration longest = this.maxSilence;
		if (longest == null || silence.compareTo(longest) <= 0) {
			return null;
		}
		ThreadPosition position = pool.position();
		if (position != null) {
			figures.put("stack", position.lines());
		}
		return "%s: %d waiting, none taken and none completed for %s (at most %s), %d of %d threads active%s".formatted(
				name, waiting, Durations.brief(silence), Durations.exact(longest), pool.threads().getActiveCount(),
				pool.threads().getPoolSize(), (position != null) ? ": " + position.describe() : "");
	}

}
