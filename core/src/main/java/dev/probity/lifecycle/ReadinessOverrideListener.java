package dev.probity.lifecycle;

/**
 * Is notified once of each override of readiness and of its end, whether or not that
 * changes a verdict, and before listeners are notified of verdicts that it changes.
 * Called outside locks, on the thread that notifies all listeners: what it throws is
 * logged, and while it blocks only other listeners wait.
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
