package dev.probity.registration;

import dev.probity.check.CheckRegistration;
import dev.probity.engine.CheckMonitor;
import dev.probity.time.Ticker;

/**
 * A second scheduler, for the check of the first one only. Uses a thread only if there is
 * such a check.
 */
final class Watchdog extends SideScheduler {

	Watchdog(CheckMonitor monitor, Ticker ticker) {
		super(monitor, ticker, "probity-watchdog");
	}

	void register(CheckRegistration registration) {
		drive();
		scheduler().register(registration);
	}

	void unregister(String name) {
		scheduler().unregister(name);
	}

}
