package dev.probity.registration;

import dev.probity.check.VitalCheck;

/**
 * A check of the scheduler that runs all others. The {@link Watchdog} runs it.
 */
public interface WatchdogCheck extends VitalCheck {

}
