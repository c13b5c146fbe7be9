package dev.probity.check;

import java.time.Duration;

/**
 * A check changed its state.
 *
 * @param before the last snapshot in the old state
 * @param after the first snapshot in the new state
 * @since 0.1.0
 */
public record StateTransition(CheckSnapshot before, CheckSnapshot after) {

	/**
	 * The name of the check.
	 * @return the name
	 */
	public String check() {
		return this.after.name();
	}

	/**
	 * How long the old state lasted.
	 * @return the time
	 */
	public Duration lasted() {
		return Duration.ofNanos(this.after.sinceTick() - this.before.sinceTick());
	}

}
