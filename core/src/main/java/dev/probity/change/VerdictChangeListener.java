package dev.probity.change;

import dev.probity.probe.ProbeStatus;

/**
 * Is notified once of each change of a probe's verdict, whether or not the probe is
 * requested. Called outside locks, on the thread that notifies all listeners: what it
 * throws is logged, and while it blocks only other listeners wait.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface VerdictChangeListener {

	/**
	 * Called once for each change of a probe's verdict.
	 * @param change the probe, and its verdicts before and after it
	 */
	void onChange(VerdictChange change);

	/**
	 * Called once for each change of what a probe would say if checks that only show what
	 * they would do acted. Its verdicts have the reasons that the probe does not have,
	 * and are {@link ProbeStatus#UP} while it would say just what it says.
	 * @param change the probe, and what it would have said before the change and after it
	 */
	default void onShadowChange(VerdictChange change) {
	}

}
