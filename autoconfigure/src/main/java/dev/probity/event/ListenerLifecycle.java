package dev.probity.event;

import java.util.ArrayList;
import java.util.List;

import dev.probity.check.Guarded;
import dev.probity.check.ListenerThread;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import dev.probity.probe.VerdictMonitor;
import dev.probity.registration.PeriodicTask;
import dev.probity.registration.ShutdownOrder;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.SmartLifecycle;

/**
 * Verdicts are looked at, and Spring events published, while the context runs: before,
 * the listeners are not there, and when it closes the checks go one by one, and what is
 * left of a verdict means nothing.
 */
final class ListenerLifecycle implements SmartLifecycle {

	private static final Log logger = LogFactory.getLog(ListenerLifecycle.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	private final ListenerThread thread;

	private final VerdictMonitor verdicts;

	private final ReadinessOverrideMonitor overrides;

	private final Instance instance;

	private final SpringEvents events;

	private final List<PeriodicTask> periodicTasks;

	private volatile boolean running;

	ListenerLifecycle(ListenerThread thread, VerdictMonitor verdicts, ReadinessOverrideMonitor overrides,
			Instance instance, SpringEvents events, List<PeriodicTask> periodicTasks) {
		this.thread = thread;
		this.verdicts = verdicts;
		this.overrides = overrides;
		this.instance = instance;
		this.events = events;
		this.periodicTasks = periodicTasks;
	}

	@Override
	public void start() {
		this.running = true;
		this.events.begin();
		this.instance.onChange(this.thread::wake);
		this.thread.lookAround(this::look);
	}

	/**
	 * Whatever fails of it, the rest is looked at and told all the same.
	 */
	private Runnable look() {
		List<Runnable> news = new ArrayList<>();
		guarded(() -> news.add(this.verdicts.look()));
		// looked at later and told first, for they are the cause
		guarded(() -> news.add(0, this.overrides.look()));
		this.periodicTasks.forEach((task) -> news.add(task::run));
		return () -> news.forEach(ListenerLifecycle::guarded);
	}

	private static void guarded(Runnable action) {
		guarded.run(action, () -> "Could not report some changes");
	}

	@Override
	public void stop() {
		this.running = false;
		this.thread.lookNoMore();
		this.events.end();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * From before the first check runs until after the last one.
	 */
	@Override
	public int getPhase() {
		return ShutdownOrder.LISTENERS;
	}

}
