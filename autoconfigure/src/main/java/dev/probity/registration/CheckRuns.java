package dev.probity.registration;

import dev.probity.check.CheckRegistration;
import dev.probity.engine.CheckScheduler;

/**
 * What runs checks: the scheduler, and the watchdog for the check of the scheduler.
 */
record CheckRuns(CheckScheduler scheduler, Watchdog watchdog) {

	void begin(CheckRegistration registration) {
		if (registration.check() instanceof WatchdogCheck) {
			this.watchdog.register(registration);
		}
		else {
			this.scheduler.register(registration);
		}
	}

	void end(String name) {
		this.scheduler.unregister(name);
		this.watchdog.unregister(name);
	}

}
