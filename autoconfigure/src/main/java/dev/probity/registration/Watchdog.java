package dev.probity.registration;

import dev.probity.check.CheckMonitor;
import dev.probity.time.Ticker;

/**
 * A second scheduler, for the check of the first one only.
 */
public final class Watchdog extends SideScheduler {

	public Watchdog(CheckMonitor monitor, Ticker ticker) {
		super(monitor, ticker, "probity-watchdog");
		drive();
	}

}
