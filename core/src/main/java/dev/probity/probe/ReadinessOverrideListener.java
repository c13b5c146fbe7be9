package dev.probity.probe;

/**
 * Is told once of each override of readiness and of its end, whether or not that changes
 * a verdict; before listeners are told of verdicts that it changes. Called outside locks,
 * on the thread that tells all listeners: what it throws is logged, and while it blocks
 * only other listeners wait.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReadinessOverrideListener {

	/**
	 * Called once for each override, and once for its end.
	 * @param change the overrides before and after it
	 */
	void onChange(ReadinessOverrideChange change);

}
