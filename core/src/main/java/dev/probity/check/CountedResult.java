package dev.probity.check;

import java.util.Objects;

/**
 * A result of a check, with the snapshots before and after it. Immutable.
 *
 * @param before the snapshot before it
 * @param after the snapshot after it
 * @since 0.1.0
 */
public record CountedResult(CheckSnapshot before, CheckSnapshot after) {

	/**
	 * The name of the check.
	 * @return the name
	 */
	public String check() {
		return this.after.name();
	}

	/**
	 * The run: what it found, how long it took and when it ended.
	 * @return the run
	 */
	public CheckSnapshot.LastRun run() {
		return Objects.requireNonNull(this.after.lastRun());
	}

	/**
	 * Whether the result changed the check's state.
	 * @return whether it did; listeners are then notified of a transition, too
	 */
	public boolean isTransition() {
		return this.before.state() != this.after.state();
	}

}
