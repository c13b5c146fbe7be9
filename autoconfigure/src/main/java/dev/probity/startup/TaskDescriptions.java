package dev.probity.startup;

import java.time.Duration;
import java.util.stream.Collectors;

import dev.probity.startup.TaskState.Ended;
import dev.probity.startup.TaskState.Retrying;
import dev.probity.startup.TaskState.Running;
import dev.probity.startup.TaskState.Stuck;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * Says what the start waits for. What is stable, and may be shown to anybody, is the
 * description.
 */
final class TaskDescriptions {

	private TaskDescriptions() {
	}

	static TaskCondition condition(TaskSlot task, long now) {
		TaskState state = task.state();
		return (state instanceof Ended ended) ? ended(ended.result(), !task.holdsStart())
				: new TaskCondition(description(task, state), (task.phase() == TaskPhase.ABANDONED)
						? "interrupted: its application context closes" : progress(task, state, now), false);
	}

	private static TaskCondition ended(StartupTaskResult result, boolean isMet) {
		String attempts = result.attempts() + ((result.attempts() == 1) ? " attempt" : " attempts");
		return switch (result.outcome()) {
			case DONE -> new TaskCondition(result.task(), null, isMet);
			case FAILED -> new TaskCondition(result.task() + " failed",
					"after %s: %s".formatted(attempts, result.reason()), isMet);
			case TIMED_OUT -> new TaskCondition(result.task() + " stuck: " + result.reason(),
					(result.attempts() > 1) ? "(%s)".formatted(attempts) : null, isMet);
			case SKIPPED -> new TaskCondition(result.task() + " skipped: " + result.reason(), null, isMet);
		};
	}

	private static String description(TaskSlot task, TaskState state) {
		return (state instanceof Stuck)
				? "%s stuck: timed out after %s".formatted(task.name(), Durations.exact(task.policy().timeout()))
				: task.name();
	}

	private static @Nullable String progress(TaskSlot task, TaskState state, long now) {
		if (state instanceof Running running) {
			String figures = running.attempt().progress().inWords();
			String retry = (running.number() > 1) ? ", " + attempt(task, running.number()) : "";
			return "%s(%s%s)".formatted(figures.isEmpty() ? "" : figures + " ", elapsed(now - running.since()), retry);
		}
		if (state instanceof Stuck stuck) {
			return "(%s)".formatted(attempt(task, stuck.number()));
		}
		if (state instanceof Retrying retrying) {
			return "retrying in %s, %s failed: %s".formatted(
					elapsed(retrying.since() + retrying.backOff().toNanos() - now), attempt(task, retrying.number()),
					retrying.reason());
		}
		return (task.phase() == TaskPhase.REGISTERED) ? "not started yet"
				: "waiting for " + task.dependencies()
					.stream()
					.filter((dependency) -> !dependency.isDone())
					.map(TaskSlot::name)
					.collect(Collectors.joining(", "));
	}

	private static String attempt(TaskSlot task, long number) {
		return "attempt %d of %d".formatted(number, task.policy().attempts());
	}

	private static String elapsed(long nanos) {
		return Durations.brief(Duration.ofNanos(Math.max(0, nanos)));
	}

}
