package dev.probity.vital;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;
import dev.probity.observation.Observation;
import dev.probity.observation.ObservedSilences;
import dev.probity.observation.ThreadPosition;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.config.OneTimeTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.scheduling.config.TaskExecutionOutcome.Status;

/**
 * Whether the application's scheduled tasks return. Fails if one has been running for
 * longer than the longest silence, if that is set, and names those that have become due
 * since then and have not been started. Thread-safe: runs wait for each other.
 */
final class ScheduledTasksCheck implements ProgressCheck {

	private static final Object NOT_DUE = new Object();

	private final Supplier<? extends Collection<? extends ScheduledTaskHolder>> holders;

	private final @Nullable Duration maxSilence;

	private final ObservedSilences<ScheduledTask> runs;

	private final ObservedSilences<ScheduledTask> delays;

	/**
	 * Check scheduled tasks.
	 * @param holders who knows the tasks, asked by each run
	 * @param maxSilence how long a task may run, or {@code null} if none runs too long
	 * @param policy the check's policy
	 * @param ticker for the silence
	 */
	public ScheduledTasksCheck(Supplier<? extends Collection<? extends ScheduledTaskHolder>> holders,
			@Nullable Duration maxSilence, CheckPolicy policy, Ticker ticker) {
		this.holders = holders;
		this.maxSilence = maxSilence;
		this.runs = new ObservedSilences<>(policy.interval(), ticker);
		this.delays = new ObservedSilences<>(policy.interval(), ticker);
	}

	@Override
	public synchronized CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		Set<ScheduledTask> tasks = this.holders.get()
			.stream()
			.flatMap((holder) -> holder.getScheduledTasks().stream())
			.collect(Collectors.toCollection(LinkedHashSet::new));
		Map<ScheduledTask, Duration> running = new LinkedHashMap<>();
		Map<ScheduledTask, Duration> due = new LinkedHashMap<>();
		for (ScheduledTask task : tasks) {
			TaskExecutionOutcome outcome = task.getTask().getLastExecutionOutcome();
			Duration run = this.runs.since(task, outcome);
			boolean isDue = isDue(task, outcome);
			Duration delay = this.delays.since(task, isDue ? outcome : NOT_DUE);
			if (outcome.status() == Status.STARTED) {
				running.put(task, run);
			}
			else if (isDue && !delay.isZero()) {
				due.put(task, delay);
			}
		}
		this.runs.retain(tasks);
		this.delays.retain(tasks);
		return result(tasks.size(), running, starved(running, due));
	}

	/**
	 * The same holds for one that was cancelled, which cannot be told apart.
	 */
	private static boolean isDue(ScheduledTask task, TaskExecutionOutcome outcome) {
		boolean isOver = task.getTask() instanceof OneTimeTask && outcome.status() != Status.NONE;
		return outcome.status() != Status.STARTED && !isOver && task.nextExecution() == null;
	}

	/**
	 * What was cancelled has mostly been so before any run began that never returned.
	 */
	private static List<String> starved(Map<ScheduledTask, Duration> running, Map<ScheduledTask, Duration> due) {
		Duration longest = running.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
		List<String> starved = new ArrayList<>();
		due.forEach((task, delay) -> {
			if (delay.compareTo(longest) <= 0) {
				starved.add(ScheduledTaskName.of(task).brief());
			}
		});
		return starved;
	}

	private CheckResult result(int tasks, Map<ScheduledTask, Duration> running, List<String> starved) {
		Map<String, Object> details = new LinkedHashMap<>();
		Map<String, String> shown = new LinkedHashMap<>();
		running.forEach((task, run) -> shown.put(ScheduledTaskName.of(task).brief(), Durations.brief(run)));
		details.put("tasks", tasks);
		details.put("running", shown);
		details.put("starved", starved);
		Duration longest = this.maxSilence;
		if (longest != null) {
			Map<ScheduledTask, Duration> stuck = new LinkedHashMap<>(running);
			stuck.values().removeIf((run) -> run.compareTo(longest) <= 0);
			if (!stuck.isEmpty()) {
				return failed(stuck, longest, starved, details);
			}
		}
		return CheckResult.passed(details);
	}

	private static CheckResult failed(Map<ScheduledTask, Duration> stuck, Duration longest, List<String> starved,
			Map<String, Object> details) {
		List<String> reasons = new ArrayList<>();
		stuck.forEach((task, run) -> {
			ScheduledTaskName name = ScheduledTaskName.of(task);
			ThreadPosition position = name.position();
			reasons.add("%s has not returned for %s (at most %s)%s".formatted(name.brief(), Durations.brief(run),
					Durations.exact(longest), (position != null) ? ": " + position.describe() : ""));
			if (position != null) {
				details.putIfAbsent("stack", position.lines());
			}
		});
		if (!starved.isEmpty()) {
			reasons.add("due since then and not started: " + String.join(", ", starved));
		}
		return CheckResult.failed(String.join("; ", reasons), details);
	}

}
