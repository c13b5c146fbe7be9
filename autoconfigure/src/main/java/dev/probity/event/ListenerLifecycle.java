package dev.probity.event;

import java.util.ArrayList;
import java.util.List;

import dev.probity.change.ListenerThread;
import dev.probity.change.VerdictMonitor;
import dev.probity.check.Guarded;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import dev.probity.registration.PeriodicTask;
import dev.probity.registration.PeriodicTasks;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the verdicts periodically, on the thread that notifies all listeners, while
 * the context runs: before, the listeners are not there, and when it closes the checks go
 * one by one, and what is left of a verdict means nothing.
 */
final class ListenerLifecycle {

	private static final Log logger = LogFactory.getLog(ListenerLifecycle.class);

	private final Guarded guarded = new Guarded(this::log);

	private final ListenerThread thread;

	private final VerdictMonitor verdicts;

	private final ReadinessOverrideMonitor overrides;

	private final Instance instance;

	private final List<PeriodicTask> ofTheStart;

	private final PeriodicTasks tasks;

	private volatile boolean running;

	ListenerLifecycle(ListenerThread thread, VerdictMonitor verdicts, ReadinessOverrideMonitor overrides,
			Instance instance, List<PeriodicTask> ofTheStart, PeriodicTasks tasks) {
		this.thread = thread;
		this.verdicts = verdicts;
		this.overrides = overrides;
		this.instance = instance;
		this.ofTheStart = ofTheStart;
		this.tasks = tasks;
	}

	void start() {
		this.running = true;
		this.instance.onChange(this.thread::wake);
		this.thread.evaluateRegularly(this::evaluate);
	}

	/**
	 * Whatever fails of it, the rest is looked at and told all the same.
	 */
	private Runnable evaluate() {
		List<Runnable> news = new ArrayList<>();
		guarded(() -> news.add(this.verdicts.evaluate()));
		// evaluated later and reported first, since overrides are the cause
		guarded(() -> news.add(0, this.overrides.evaluate()));
		this.ofTheStart.forEach((task) -> news.add(task::run));
		this.tasks.all().forEach((task) -> news.add(task::run));
		return () -> news.forEach(this::guarded);
	}

	private void guarded(Runnable action) {
		this.guarded.run(action, () -> "Could not report some changes");
	}

	/**
	 * What is under way while the context closes may fail for want of it, and that means
	 * nothing.
	 */
	private void log(String failure, @Nullable Throwable thrown) {
		if (this.running) {
			logger.warn(failure, thrown);
		}
	}

	void stop() {
		this.running = false;
		this.thread.stopEvaluating();
	}

}
