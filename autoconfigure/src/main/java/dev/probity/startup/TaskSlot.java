package dev.probity.startup;

import java.time.Duration;
import java.util.List;

import dev.probity.engine.CheckWorkers;
import dev.probity.startup.StartupTaskResult.Outcome;
import dev.probity.startup.TaskState.Ended;
import dev.probity.startup.TaskState.Retrying;
import dev.probity.startup.TaskState.Running;
import dev.probity.startup.TaskState.Stuck;
import dev.probity.startup.TaskState.Waiting;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One task from its registration to its end. Moved on by one thread at a time; the state
 * can be read by anybody.
 */
final class TaskSlot {

	private final StartupTaskRegistration registration;

	private final List<TaskSlot> dependencies;

	private final CheckWorkers workers;

	private final Ticker ticker;

	private final Runnable alarm;

	private final TaskNotifications notifications;

	private volatile TaskPhase phase = TaskPhase.REGISTERED;

	private volatile TaskState state = new Waiting();

	private long begunAt;

	private long attempts;

	// by how much the deadline of the current attempt has been put off
	private long paused;

	TaskSlot(StartupTaskRegistration registration, List<TaskSlot> dependencies, CheckWorkers workers, Ticker ticker,
			Runnable alarm, TaskNotifications notifications) {
		this.registration = registration;
		this.dependencies = dependencies;
		this.workers = workers;
		this.ticker = ticker;
		this.alarm = alarm;
		this.notifications = notifications;
	}

	String name() {
		return this.registration.name();
	}

	StartupTaskPolicy policy() {
		return this.registration.policy();
	}

	/**
	 * Whether the start is not to be over because of it: an optional task need only have
	 * come to an end.
	 */
	boolean holdsStart() {
		return switch (policy().criticality()) {
			case REQUIRED -> !isDone();
			case OPTIONAL -> !(this.state instanceof Ended);
		};
	}

	List<TaskSlot> dependencies() {
		return this.dependencies;
	}

	TaskPhase phase() {
		return this.phase;
	}

	TaskState state() {
		return this.state;
	}

	boolean isDone() {
		return this.state instanceof Ended ended && ended.isDone();
	}

	/**
	 * Whether something is yet to come.
	 */
	boolean isUnderWay() {
		return this.phase == TaskPhase.BEGUN && !(this.state instanceof Ended);
	}

	void begin() {
		if (this.phase == TaskPhase.REGISTERED) {
			this.phase = TaskPhase.BEGUN;
		}
	}

	/**
	 * Its result is not needed any more.
	 */
	void abandon() {
		this.phase = TaskPhase.ABANDONED;
		TaskAttempt inside = this.state.inside();
		if (inside != null) {
			inside.interrupt(this.workers);
		}
	}

	/**
	 * Nobody has run for a while, and so the task has not had that time.
	 */
	void putOff(long pause) {
		this.paused += pause;
	}

	/**
	 * Move on by one state, if it is time.
	 * @return whether the state has changed
	 */
	boolean step(long now) {
		if (this.phase != TaskPhase.BEGUN) {
			return false;
		}
		TaskState before = this.state;
		int told = this.notifications.size();
		try {
			TaskState after = next(before, now);
			this.state = after;
			return after != before;
		}
		catch (Throwable ex) {
			// out of memory, for instance: it is retried, and reported then
			this.notifications.forgetBut(told);
			throw ex;
		}
	}

	private TaskState next(TaskState state, long now) {
		if (state instanceof Waiting) {
			return waiting(state, now);
		}
		if (state instanceof Running running) {
			return running(running, now);
		}
		if (state instanceof Stuck stuck) {
			return stuck(stuck, now);
		}
		return (state instanceof Retrying retrying && rest(now) <= 0) ? attempt(retrying.number() + 1, now) : state;
	}

	/**
	 * How long nothing has to be done, unless an attempt ends.
	 * @return nanoseconds; a maximum if nothing is to come by itself
	 */
	long rest(long now) {
		return this.state.rest(policy(), now, this.paused);
	}

	private TaskState waiting(TaskState state, long now) {
		for (TaskSlot dependency : this.dependencies) {
			boolean over = dependency.state() instanceof Ended || dependency.phase() == TaskPhase.ABANDONED;
			if (over && !dependency.isDone()) {
				return end(Outcome.SKIPPED, now, "it depends on '%s', which is not done".formatted(dependency.name()),
						null);
			}
		}
		if (!this.dependencies.stream().allMatch(TaskSlot::isDone)) {
			return state;
		}
		this.begunAt = now;
		return attempt(1, now);
	}

	private TaskState attempt(long number, long now) {
		TaskAttempt attempt = new TaskAttempt(this.registration.task(), this.ticker, this.alarm);
		// made before it begins: what cannot be noted would be begun a second time
		Running running = new Running(number, attempt, now);
		if (number == 1) {
			this.notifications.started(name());
		}
		this.attempts++;
		this.paused = 0;
		try {
			this.workers.start(name(), attempt);
		}
		catch (Throwable ex) {
			attempt.endWith(ex, ThrownText.describe(ex));
		}
		return running;
	}

	private TaskState running(Running running, long now) {
		TaskAttempt.End end = running.attempt().end();
		if (end != null) {
			return (end.thrown() == null) ? end(Outcome.DONE, end.at(), null, null)
					: failed(running.number(), end, String.valueOf(end.reason()));
		}
		if (rest(now) > 0) {
			return running;
		}
		this.notifications.stuck(name(), running.number(), policy(), running.attempt().worker());
		running.attempt().interrupt(this.workers);
		return timedOut(running.number(), running.attempt(), now);
	}

	private TaskState failed(long number, TaskAttempt.End attempt, String reason) {
		if (number >= policy().attempts()) {
			return end(Outcome.FAILED, attempt.at(), reason, attempt.thrown());
		}
		Duration backOff = policy().backOffAfter(number);
		this.notifications.retry(name(), number, policy(), backOff, reason);
		return new Retrying(number, attempt.at(), backOff, reason);
	}

	private TaskState timedOut(long number, TaskAttempt attempt, long now) {
		this.paused = 0;
		return (number >= policy().attempts()) ? end(Outcome.TIMED_OUT, now, timeoutReason(), null)
				: new Stuck(number, attempt, now);
	}

	private TaskState stuck(Stuck stuck, long now) {
		if (stuck.attempt().end() != null) {
			return new Retrying(stuck.number(), stuck.since(), policy().backOffAfter(stuck.number()), timeoutReason());
		}
		return (rest(now) <= 0) ? timedOut(stuck.number() + 1, stuck.attempt(), now) : stuck;
	}

	private String timeoutReason() {
		return "timed out after " + Durations.exact(policy().timeout());
	}

	private TaskState end(Outcome outcome, long at, @Nullable String reason, @Nullable Throwable error) {
		Duration duration = (this.attempts > 0) ? Duration.ofNanos(Math.max(0, at - this.begunAt)) : Duration.ZERO;
		StartupTaskResult result = new StartupTaskResult(name(), policy().criticality(), outcome, duration,
				this.attempts, reason, error);
		this.notifications.finished(result);
		return new Ended(result);
	}

}
