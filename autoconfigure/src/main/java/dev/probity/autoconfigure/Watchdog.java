package dev.probity.autoconfigure;

import dev.probity.check.CheckMonitor;
import dev.probity.check.Ticker;

/**
 * A second scheduler, for the check of the first one only.
 */
final class Watchdog extends SideScheduler {

	Watchdog(CheckMonitor monitor, Ticker ticker) {
		super(monitor, ticker, "probity-watchdog");
		drive();
	}

}
