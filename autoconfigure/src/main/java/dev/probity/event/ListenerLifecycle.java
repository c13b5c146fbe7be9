package dev.probity.event;

import java.util.ArrayList;
import java.util.List;

import dev.probity.change.VerdictMonitor;
import dev.probity.check.Guarded;
import dev.probity.engine.ListenerThread;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import dev.probity.registration.PeriodicTask;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Evaluates the verdicts periodically, on the thread that notifies all listeners, while
 * the context runs: before, the listeners are not there, and when it closes the checks go
 * one by one, and what is left of a verdict means nothing.
 */
final class ListenerLifecycle {

	private static final Log logger = LogFactory.getLog(ListenerLifecycle.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	private final ListenerThread thread;

	private final VerdictMonitor verdicts;

	private final ReadinessOverrideMonitor overrides;

	private final Instance instance;

	private final List<PeriodicTask> periodicTasks;

	ListenerLifecycle(ListenerThread thread, VerdictMonitor verdicts, ReadinessOverrideMonitor overrides,
			Instance instance, List<PeriodicTask> periodicTasks) {
		this.thread = thread;
		this.verdicts = verdicts;
		this.overrides = overrides;
		this.instance = instance;
		this.periodicTasks = periodicTasks;
	}

	void start() {
		this.instance.onChange(this.thread::wake);
		this.thread.lookAround(this::look);
	}

	/**
	 * Whatever fails of it, the rest is looked at and told all the same.
	 */
	private Runnable look() {
		List<Runnable> news = new ArrayList<>();
		guarded(() -> news.add(this.verdicts.look()));
		// evaluated later and reported first, since overrides are the cause
		guarded(() -> news.add(0, this.overrides.look()));
		this.periodicTasks.forEach((task) -> news.add(task::run));
		return () -> news.forEach(ListenerLifecycle::guarded);
	}

	private static void guarded(Runnable action) {
		guarded.run(action, () -> "Could not report some changes");
	}

	void stop() {
		this.thread.lookNoMore();
	}

}
