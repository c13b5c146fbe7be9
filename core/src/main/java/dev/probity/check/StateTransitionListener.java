package dev.probity.check;

/**
 * Is notified once of each change of a check's state, and of every result if it overrides
 * {@link #onResult}, after the new snapshot can be read. Called outside locks, on one
 * dedicated thread: what it throws is logged, and while it blocks only other listeners
 * wait.
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
	 * Is notified of each result that counts, inconclusive ones and those of runs that
	 * could not begin included; of one that changes the state before the transition
	 * itself.
	 * @param result the result
	 */
	default void onResult(CheckChange result) {
	}

	/**
	 * Is notified when something else has been found about a check: its client is at
	 * fault, or lives on borrowed time, or that is over.
	 * @param change what had been found, and what has been found now
	 */
	default void onDiagnosis(DiagnosisChange change) {
	}

}
