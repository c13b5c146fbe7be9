package dev.probity.check;

import java.time.Duration;

/**
 * A check went from one snapshot to the next: a run had a result, or the state changed,
 * or both. Immutable.
 *
 * @param before the snapshot before it
 * @param after the snapshot after it
 * @since 0.1.0
 */
public record CheckChange(CheckSnapshot before, CheckSnapshot after) {

	/**
	 * Which check.
	 * @return the name
	 */
	public String check() {
		return this.after.name();
	}

	/**
	 * The run: what it found, how long it took and when it ended.
	 * @return the run
	 * @throws IllegalStateException if none made the change, since the check goes on
	 * after a pause
	 */
	public CheckSnapshot.LastRun run() {
		CheckSnapshot.LastRun run = this.after.lastRun();
		if (run == null) {
			throw new IllegalStateException(
					"No run of the check '%s' made it %s".formatted(check(), this.after.state()));
		}
		return run;
	}

	/**
	 * Whether the state of the check changed.
	 * @return whether it is another one; if not, a result has confirmed the state
	 */
	public boolean isTransition() {
		return this.before.state() != this.after.state();
	}

	/**
	 * How long the old state lasted.
	 * @return the time up to the new state; zero if the state did not change
	 */
	public Duration lasted() {
		return Duration.ofNanos(this.after.sinceTick() - this.before.sinceTick());
	}

}
