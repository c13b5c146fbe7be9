package dev.probity.check;

import java.util.Objects;

/**
 * A run of a check had a result, and what it made of the snapshot. Immutable.
 *
 * @param before the snapshot before it
 * @param after the snapshot after it
 * @since 0.1.0
 */
public record CountedResult(CheckSnapshot before, CheckSnapshot after) {

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
	 */
	public CheckSnapshot.LastRun run() {
		return Objects.requireNonNull(this.after.lastRun());
	}

	/**
	 * Whether the result changed the check's state.
	 * @return whether it did; a transition is told then, too
	 */
	public boolean isTransition() {
		return this.before.state() != this.after.state();
	}

}
