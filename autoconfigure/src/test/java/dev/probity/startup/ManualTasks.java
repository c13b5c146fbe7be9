package dev.probity.startup;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.probity.check.ManualTicker;
import dev.probity.engine.Coroutine;
import dev.probity.lifecycle.StartupCondition;

/**
 * Startup tasks whose time, workers and timer are moved by hand.
 */
final class ManualTasks implements StartupTaskListener {

	private final ManualTicker time = new ManualTicker();

	private final Deque<Coroutine> waiting = new ArrayDeque<>();

	private final List<String> events = new ArrayList<>();

	private final List<StartupTaskResult> results = new ArrayList<>();

	private final List<TaskSlot> added = new ArrayList<>();

	private Throwable refusal;

	private final StartupTasks tasks = new StartupTasks((task, attempt) -> {
		if (this.refusal instanceof Error error) {
			throw error;
		}
		this.waiting.add(new Coroutine(attempt));
	}, this.time, (receiver, news) -> news.run());

	ScriptedTask add(String name) {
		return add(name, StartupTaskPolicy.defaults());
	}

	ScriptedTask add(String name, StartupTaskPolicy policy) {
		ScriptedTask task = new ScriptedTask();
		add(new StartupTaskRegistration(name, task, policy), List.of(this));
		return task;
	}

	void add(StartupTaskRegistration task, List<StartupTaskListener> listeners) {
		this.added.add(this.tasks.register(task, named(task.policy().dependsOn()), listeners));
	}

	private List<TaskSlot> named(Collection<String> names) {
		return this.added.stream().filter((task) -> names.contains(task.name())).toList();
	}

	void begin() {
		this.tasks.begin(this.added);
		settle();
	}

	/**
	 * Let the context of these tasks end, while the instance goes on.
	 */
	void remove(String... names) {
		List<TaskSlot> gone = named(List.of(names));
		this.tasks.remove(gone);
		this.added.removeAll(gone);
		settle();
	}

	/**
	 * Let everything happen that does not need time.
	 * @return what the timer would wait for
	 */
	Long settle() {
		Long wait = this.tasks.tick();
		while (!this.waiting.isEmpty()) {
			this.waiting.remove().resume();
			wait = this.tasks.tick();
		}
		return wait;
	}

	/**
	 * Let time pass as the timer would see it.
	 */
	void advance(Duration duration) {
		long left = duration.toNanos();
		while (left > 0) {
			Long wait = settle();
			long step = (wait != null) ? Math.max(1, Math.min(wait, left)) : left;
			this.time.advance(Duration.ofNanos(step));
			left -= step;
		}
		settle();
	}

	/**
	 * Let time pass without anybody running.
	 */
	void stopProcessFor(Duration duration) {
		this.time.advance(duration);
		settle();
	}

	void refuseThreads(Error error) {
		this.refusal = error;
	}

	StartupTasks tasks() {
		return this.tasks;
	}

	boolean isMet() {
		return this.tasks.isMet();
	}

	/**
	 * What the start waits for, in words.
	 */
	List<String> outstanding() {
		return this.tasks.parts()
			.stream()
			.filter((condition) -> !condition.isMet())
			.map((condition) -> condition.description()
					+ ((condition.progress() != null) ? " " + condition.progress() : ""))
			.toList();
	}

	/**
	 * What of it is told and recorded.
	 */
	List<String> descriptions() {
		return this.tasks.parts()
			.stream()
			.filter((condition) -> !condition.isMet())
			.map(StartupCondition::description)
			.toList();
	}

	List<String> events() {
		return this.events;
	}

	StartupTaskResult result(String task) {
		return this.results.stream()
			.filter((result) -> result.task().equals(task))
			.reduce((one, other) -> Objects.requireNonNull(null, "ended twice: " + task))
			.orElseThrow();
	}

	Set<String> ended() {
		return Set.copyOf(this.results.stream().map(StartupTaskResult::task).toList());
	}

	@Override
	public void onStarted(String task) {
		this.events.add(task + " started");
	}

	@Override
	public void onFinished(StartupTaskResult result) {
		this.events.add(result.task() + " " + result.outcome());
		this.results.add(result);
	}

}
