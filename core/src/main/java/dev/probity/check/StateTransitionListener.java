package dev.probity.check;

/**
 * Is told once of each change of a check's state, and if it wants of every result, after
 * the new snapshot can be read. Called outside locks, on one thread of its own: what it
 * throws is logged, and while it blocks only other listeners wait.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StateTransitionListener {

	/**
	 * Called once for each change of a check's state.
	 * @param transition the snapshots before and after it
	 */
	void onTransition(CheckChange transition);

	/**
	 * Is told of each result that counts, inconclusive ones and those of runs that could
	 * not begin included; of one that changes the state before the transition itself.
	 * @param result the result
	 */
	default void onResult(CheckChange result) {
	}

}
