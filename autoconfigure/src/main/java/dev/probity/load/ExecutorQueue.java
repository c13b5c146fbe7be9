package dev.probity.load;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardOldestPolicy;

import dev.probity.observation.ObservedTime;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import dev.probity.vital.TaskPool;
import org.jspecify.annotations.Nullable;

/**
 * The queue of one pool of threads as it is seen from look to look. Not thread-safe.
 */
final class ExecutorQueue {

	private final TaskPool pool;

	private final ObservedTime time;

	private final QueueAge age = new QueueAge();

	private final Saturation full;

	private final Saturation old;

	ExecutorQueue(TaskPool pool, Duration sustainedFor, Duration interval, Ticker ticker) {
		this.pool = pool;
		this.time = new ObservedTime(interval, ticker);
		this.full = Saturation.sustained(sustainedFor, interval, ticker);
		this.old = Saturation.atOnce(sustainedFor, interval, ticker);
	}

	boolean isOf(TaskPool other) {
		return this.pool.threads() == other.threads();
	}

	/**
	 * Why it fails for how much is in it, if it does.
	 */
	@Nullable String full(double threshold, Map<String, Object> details) {
		ThreadPoolExecutor threads = this.pool.threads();
		Long capacity = this.pool.capacity();
		long waiting = this.pool.waiting();
		details.put("threads", threads.getPoolSize());
		details.put("active", threads.getActiveCount());
		details.put("waiting", waiting);
		if (capacity != null) {
			details.put("capacity", capacity);
		}
		String reason = this.full.judge((capacity != null && waiting >= threshold * capacity)
				? "%d of %d places of the queue taken (threshold %d %%), %s".formatted(waiting, capacity,
						Math.round(threshold * 100), use())
				: null);
		this.full.describe(details);
		return reason;
	}

	/**
	 * Why it fails for how long a task has been in it, if it does.
	 */
	@Nullable String old(Duration maxWait, Map<String, Object> details) {
		Duration oldest = oldest();
		if (oldest == null) {
			return null;
		}
		details.put("oldestWaiting", Durations.brief(oldest));
		return this.old
			.judge((oldest.compareTo(maxWait) > 0) ? "the oldest task has been waiting for %s (at most %s), %s"
				.formatted(Durations.brief(oldest), Durations.exact(maxWait), use()) : null);
	}

	/**
	 * For how long at least, or {@code null} if that is not known: where the oldest is
	 * thrown away for the youngest, numbers of tasks tell nothing.
	 */
	private @Nullable Duration oldest() {
		long now = this.time.observe();
		ThreadPoolExecutor threads = this.pool.threads();
		Duration overdue = this.pool.overdue();
		if (overdue == null && threads.getRejectedExecutionHandler() instanceof DiscardOldestPolicy) {
			return null;
		}
		// in this order: what is submitted in between may only make it younger
		long queued = this.pool.waiting();
		return this.time.of((overdue != null) ? overdue : this.age.sample(now, threads.getTaskCount(), queued));
	}

	private String use() {
		return "%d of %d threads active".formatted(this.pool.threads().getActiveCount(),
				this.pool.threads().getPoolSize());
	}

}
