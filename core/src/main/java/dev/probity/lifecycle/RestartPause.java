package dev.probity.lifecycle;

import java.time.Duration;

/**
 * For how long a vital check does not ask for a restart, because the last restarts that
 * it has asked for did not help. Immutable.
 *
 * @param restarts how many did not help, at least one
 * @param pause how long the check has to fail before it asks for another one
 * @param appliesUntil reading of the ticker: if the check fails only after it, the last
 * restart has helped, and there is no pause
 * @since 0.1.0
 */
public record RestartPause(int restarts, Duration pause, long appliesUntil) {

	/**
	 * The reading of the ticker from which on a failing check asks for a restart.
	 * @param failingSince reading of the ticker when it began to fail
	 * @return the reading; that of the beginning if there is no pause
	 */
	public long endTick(long failingSince) {
		return (failingSince - this.appliesUntil < 0) ? failingSince + this.pause.toNanos() : failingSince;
	}

	/**
	 * What is said of it.
	 * @return for example <code>2 restarts did not help</code>
	 */
	public String inWords() {
		return (this.restarts == 1) ? "1 restart did not help" : this.restarts + " restarts did not help";
	}

}
