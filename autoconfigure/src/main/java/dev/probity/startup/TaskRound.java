package dev.probity.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.probity.startup.TaskState.Ended;

/**
 * The tasks that are reported together: from the beginning of the first to the end of the
 * last that is under way. Tasks of a child context that is made later are another round.
 * Guarded by whoever drives the tasks.
 */
final class TaskRound {

	private final List<TaskSlot> tasks = new ArrayList<>();

	private long begunAt;

	/**
	 * Let tasks begin; those that have begun already go on.
	 */
	void begin(Collection<TaskSlot> tasks, long now) {
		if (this.tasks.isEmpty()) {
			this.begunAt = now;
		}
		for (TaskSlot task : tasks) {
			if (task.phase() == TaskPhase.REGISTERED) {
				this.tasks.add(task);
				task.begin();
			}
		}
	}

	/**
	 * Tasks are gone with their context, and nothing more is said of them.
	 */
	void forget(Collection<TaskSlot> tasks) {
		this.tasks.removeAll(tasks);
	}

	boolean isEmpty() {
		return this.tasks.isEmpty();
	}

	boolean isUnderWay() {
		return this.tasks.stream().anyMatch(TaskSlot::isUnderWay);
	}

	/**
	 * How long nothing has to be done, unless an attempt ends.
	 * @return nanoseconds, no more than the given
	 */
	long rest(long now, long longest) {
		return this.tasks.stream()
			.filter(TaskSlot::isUnderWay)
			.mapToLong((task) -> Math.max(0, task.rest(now)))
			.reduce(longest, Math::min);
	}

	/**
	 * What has become of all of them.
	 */
	TaskMessage summary(long now) {
		List<StartupTaskResult> results = this.tasks.stream()
			.map(TaskSlot::state)
			.filter(Ended.class::isInstance)
			.map((state) -> ((Ended) state).result())
			.toList();
		return TaskNotifications.summary(results, Duration.ofNanos(now - this.begunAt));
	}

	/**
	 * None of them is under way any more: whatever begins next is another round.
	 */
	void end() {
		this.tasks.clear();
	}

}
