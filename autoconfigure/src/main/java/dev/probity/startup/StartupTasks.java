package dev.probity.startup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import dev.probity.engine.CheckWorkers;
import dev.probity.lifecycle.ImmediateCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Runs startup tasks, in parallel where they do not depend on each other, and holds the
 * start of the instance open until all required ones are done. Whoever drives it calls
 * {@link #tick()} when it is time. Thread-safe; to ask it as a condition takes no lock.
 *
 * @since 0.1.0
 */
public final class StartupTasks implements ImmediateCondition {

	// so that a stop of the process can be told from the time a task has taken
	private static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();

	private final CheckWorkers workers;

	private final Ticker ticker;

	// added to by one thread at a time
	private final List<TaskSlot> slots = new CopyOnWriteArrayList<>();

	// guarded by "this"
	private final List<TaskMessage> news = new ArrayList<>();

	private final TaskNotifier notifier;

	private volatile Runnable alarm = () -> {
	};

	private volatile Runnable signal = () -> {
	};

	// guarded by "this"
	private final TaskRound round = new TaskRound();

	private @Nullable Long dueAt;

	StartupTasks(CheckWorkers workers, Ticker ticker, TaskNotifier notifier) {
		this.workers = workers;
		this.ticker = ticker;
		this.notifier = notifier;
	}

	/**
	 * Tasks that run on daemon threads, one for each attempt, and are watched by one more
	 * as long as there is anything to watch. Each listener is notified on a dedicated
	 * thread.
	 * @param ticker for timeouts
	 * @return no tasks yet
	 */
	public static StartupTasks onThreads(Ticker ticker) {
		StartupTasks tasks = new StartupTasks(StartupTasks::onNewThread, ticker, new NewsThreads());
		tasks.onAlarm(new StartupTimer(tasks::tick)::wake);
		return tasks;
	}

	/**
	 * What an attempt leaves behind on its thread is gone with it.
	 */
	private static void onNewThread(String task, Runnable attempt) {
		Thread thread = new Thread(attempt, "probity-startup-" + task);
		thread.setDaemon(true);
		thread.start();
	}

	void onAlarm(Runnable alarm) {
		this.alarm = alarm;
	}

	/**
	 * Register a task, which waits until it may begin.
	 * @param dependencies the tasks that it depends on
	 * @param listeners are notified of it, in this order
	 * @return the task
	 */
	TaskSlot register(StartupTaskRegistration registration, List<TaskSlot> dependencies,
			List<? extends StartupTaskListener> listeners) {
		synchronized (this) {
			TaskSlot slot = new TaskSlot(registration, List.copyOf(dependencies), this.workers, this.ticker,
					() -> this.alarm.run(), new TaskNotifications(List.copyOf(listeners), this.news));
			this.slots.add(slot);
			return slot;
		}
	}

	/**
	 * The names of all tasks; those of two child contexts may be the same.
	 * @return the names, in the order in which they were registered
	 */
	public List<String> names() {
		return this.slots.stream().map(TaskSlot::name).toList();
	}

	/**
	 * Let tasks begin, now or as soon as those that they depend on are done. Those that
	 * have begun already go on.
	 */
	void begin(Collection<TaskSlot> tasks) {
		synchronized (this) {
			this.round.begin(tasks, this.ticker.read());
		}
		this.alarm.run();
	}

	/**
	 * Interrupt the tasks of all contexts permanently: nothing that they do from now on
	 * is reported, and they never succeed.
	 */
	void abandonAll() {
		synchronized (this) {
			this.round.end();
		}
		abandon(this.slots);
	}

	private void abandon(Collection<TaskSlot> tasks) {
		synchronized (this) {
			tasks.forEach(TaskSlot::abandon);
		}
		this.alarm.run();
	}

	/**
	 * Interrupt tasks and forget them, with all that they were waited for: those of a
	 * child context that has ended while the instance goes on.
	 */
	void remove(Collection<TaskSlot> tasks) {
		abandon(tasks);
		synchronized (this) {
			this.round.forget(tasks);
			this.slots.removeAll(tasks);
		}
		this.signal.run();
	}

	/**
	 * Drive every task that is due, and notify the listeners.
	 * @return nanoseconds after which to call again at the latest, or {@code null} if
	 * there is nothing more to do
	 */
	@Nullable Long tick() {
		List<TaskMessage> news;
		Long wait;
		synchronized (this) {
			wait = advance(this.ticker.read());
			news = List.copyOf(this.news);
			this.news.clear();
		}
		try {
			if (!news.isEmpty()) {
				this.signal.run();
			}
		}
		finally {
			news.forEach((message) -> TaskNotifications.deliver(message, this.notifier));
		}
		return wait;
	}

	@Override
	public void onChange(Runnable signal) {
		this.signal = signal;
	}

	private @Nullable Long advance(long now) {
		// a process that was stopped comes back to deadlines that nobody has had
		long late = (this.dueAt != null) ? now - this.dueAt : 0;
		if (late > LONGEST_WAIT) {
			this.slots.forEach((slot) -> slot.putOff(late));
		}
		boolean changed = true;
		while (changed) {
			changed = false;
			for (TaskSlot slot : this.slots) {
				changed |= slot.step(now);
			}
		}
		if (this.round.isUnderWay()) {
			long wait = this.round.rest(now, LONGEST_WAIT);
			this.dueAt = now + wait;
			return wait;
		}
		this.dueAt = null;
		if (!this.round.isEmpty()) {
			this.news.add(this.round.summary(now));
		}
		this.round.end();
		return null;
	}

	@Override
	public String description() {
		return "startup tasks: " + this.slots.stream()
			.filter(TaskSlot::holdsStart)
			.map(TaskSlot::name)
			.collect(Collectors.joining(", "));
	}

	@Override
	public boolean isMet() {
		return this.slots.stream().noneMatch(TaskSlot::holdsStart);
	}

	/**
	 * The tasks as they are now, one by one.
	 */
	@Override
	public Collection<StartupCondition> parts() {
		long now = this.ticker.read();
		return this.slots.stream().map((slot) -> (StartupCondition) TaskDescriptions.condition(slot, now)).toList();
	}

}
