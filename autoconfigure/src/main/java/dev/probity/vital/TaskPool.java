package dev.probity.vital;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.probity.observation.ThreadPosition;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/**
 * The pool of an executor.
 *
 * @param threads the pool itself
 * @param threadNamePrefix how the names of its threads begin, if that is known
 */
public record TaskPool(ThreadPoolExecutor threads, @Nullable String threadNamePrefix) {

	/**
	 * The pool of an executor.
	 * @return the pool, or {@code null} if there is none that could work now: another
	 * kind of executor, one that was stopped, paused or not initialised
	 */
	public static @Nullable TaskPool of(Object executor) {
		if (executor instanceof ThreadPoolTaskExecutor tasks) {
			return tasks.isRunning() ? new TaskPool(tasks.getThreadPoolExecutor(), tasks.getThreadNamePrefix()) : null;
		}
		if (executor instanceof ThreadPoolTaskScheduler tasks) {
			return tasks.isRunning() ? new TaskPool(tasks.getScheduledThreadPoolExecutor(), tasks.getThreadNamePrefix())
					: null;
		}
		if (executor instanceof ThreadPoolExecutor pool && !pool.isShutdown()) {
			return new TaskPool(pool, null);
		}
		return null;
	}

	/**
	 * How many tasks could be taken now: not those that are due later, and none if all of
	 * them were cancelled.
	 */
	public long waiting() {
		Queue<Runnable> queue = this.threads.getQueue();
		if (queue.stream().noneMatch(TaskPool::isWaiting)) {
			return 0;
		}
		boolean isDelayed = this.threads instanceof ScheduledThreadPoolExecutor;
		return isDelayed ? queue.stream().filter(TaskPool::isWaiting).count() : queue.size();
	}

	private static boolean isWaiting(@Nullable Runnable task) {
		if (task == null || (task instanceof Future<?> future && future.isCancelled())) {
			return false;
		}
		return !(task instanceof Delayed delayed) || delayed.getDelay(TimeUnit.NANOSECONDS) <= 0;
	}

	/**
	 * How many tasks the queue can take, or {@code null} if any number, or none.
	 */
	public @Nullable Long capacity() {
		BlockingQueue<Runnable> queue = this.threads.getQueue();
		long capacity = (long) queue.size() + queue.remainingCapacity();
		return (capacity > 0 && capacity < Integer.MAX_VALUE) ? capacity : null;
	}

	/**
	 * For how long the task that is overdue for longest has been due, or {@code null} if
	 * tasks are not due at any time.
	 */
	public @Nullable Duration overdue() {
		if (!(this.threads instanceof ScheduledThreadPoolExecutor)) {
			return null;
		}
		long nanos = this.threads.getQueue()
			.stream()
			.filter((task) -> isWaiting(task) && task instanceof Delayed)
			.mapToLong((task) -> -((Delayed) task).getDelay(TimeUnit.NANOSECONDS))
			.max()
			.orElse(0);
		return Duration.ofNanos(Math.max(0, nanos));
	}

	/**
	 * What changes whenever a task is taken or completed.
	 */
	Object progress() {
		return new Progress(this.threads.getCompletedTaskCount(), this.threads.getActiveCount());
	}

	/**
	 * Where one of its threads is that has something to do.
	 */
	@Nullable ThreadPosition position() {
		if (this.threadNamePrefix == null) {
			return null;
		}
		Pattern name = Pattern.compile(Pattern.quote(this.threadNamePrefix) + "\\d+");
		return ThreadPosition.first((each) -> name.matcher(each.thread()).matches()
				&& !each.isIn(ThreadPoolExecutor.class.getName(), "getTask"));
	}

	private record Progress(long completed, int active) {

	}

}
