package dev.probity.probe;

/**
 * Is told once of each change of what a probe would say if its shadows acted. Called
 * outside locks, on the thread that notifies all listeners: what it throws is logged, and
 * while it blocks only other listeners wait.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ShadowChangeListener {

	/**
	 * Called once for each change of a shadow verdict.
	 * @param change the probe, and what its shadows would say before and after it
	 */
	void onChange(ShadowChange change);

}
