package dev.probity.registration;

import dev.probity.change.ListenerThread;
import dev.probity.definition.CheckCriticalities;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.engine.SchedulerThread;
import dev.probity.lifecycle.StartupWatch;
import dev.probity.probe.LoadShedLimit;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * What runs the checks and reports their changes, while the context runs that has the
 * probes. Made once in a hierarchy of contexts.
 *
 * @param guard for how long load may keep the instance from being ready
 * @param listeners tells all listeners, on a thread of its own
 * @param monitor knows the last result of each check
 * @param scheduler runs the checks
 * @param thread wakes the scheduler
 * @param startup looks at startup conditions in the background
 * @param conditions what the start waits for
 * @param criticalities what each check means to each probe
 * @param watchdog runs the check of the scheduler
 * @param ready waits until the application is ready
 * @param tasks what is looked for periodically
 * @param notified the beans that are notified of transitions
 * @param lifecycle suspends all of it while the context is paused
 */
public record Engine(LoadShedLimit guard, ListenerThread listeners, CheckMonitor monitor, CheckScheduler scheduler,
		SchedulerThread thread, StartupWatch startup, StartupConditions conditions, CheckCriticalities criticalities,
		Watchdog watchdog, ApplicationReady ready, PeriodicTasks tasks, NotifiedBeans notified,
		CheckLifecycle lifecycle) implements SmartInitializingSingleton, SmartLifecycle, AutoCloseable {

	@Override
	public void afterSingletonsInstantiated() {
		this.notified.find();
	}

	@Override
	public void start() {
		this.lifecycle.start();
	}

	@Override
	public void stop() {
		this.lifecycle.stop();
	}

	@Override
	public boolean isRunning() {
		return this.lifecycle.isRunning();
	}

	@Override
	public int getPhase() {
		return ShutdownOrder.CHECKS;
	}

	@Override
	public void close() {
		this.lifecycle.end();
		this.watchdog.close();
		this.startup.close();
		this.thread.close();
		this.listeners.close();
	}

}
