package dev.probity.registration;

import dev.probity.check.CheckMonitor;
import dev.probity.check.CheckScheduler;
import dev.probity.check.ListenerThread;
import dev.probity.check.SchedulerThread;
import dev.probity.lifecycle.StartupWatch;
import dev.probity.probe.LoadShedLimit;

/**
 * What runs the checks and tells what they say. Made once in a hierarchy of contexts.
 *
 * @param guard for how long load may keep the instance from being ready
 * @param listeners tells all listeners, on a thread of its own
 * @param monitor knows the last result of each check
 * @param scheduler runs the checks
 * @param thread wakes the scheduler
 * @param startup looks at startup conditions in the background
 * @param criticalities what each check means to each probe
 */
public record Engine(LoadShedLimit guard, ListenerThread listeners, CheckMonitor monitor, CheckScheduler scheduler,
		SchedulerThread thread, StartupWatch startup, CheckCriticalities criticalities) implements AutoCloseable {

	@Override
	public void close() {
		this.startup.close();
		this.thread.close();
		this.listeners.close();
	}

}
