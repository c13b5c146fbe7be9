package dev.probity.probe;

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

}
