package dev.probity.check;

/**
 * What a check examines, and therefore which probes it can feed.
 *
 * @since 0.1.0
 */
public enum CheckKind {

	/**
	 * Something outside the process; see {@link DependencyCheck}.
	 */
	DEPENDENCY,

	/**
	 * Something inside the process; see {@link VitalCheck}.
	 */
	VITAL,

	/**
	 * Work inside the process, which may wait for something outside; see
	 * {@link ProgressCheck}.
	 */
	PROGRESS,

	/**
	 * The load of the process; see {@link LoadCheck}.
	 */
	LOAD;

	/**
	 * Whether a check of this kind examines the process itself.
	 * @return whether it does
	 */
	public boolean isVital() {
		return this != DEPENDENCY;
	}

	/**
	 * Whether a check of this kind may feed liveness.
	 * @return whether it may
	 */
	public boolean mayFeedLiveness() {
		return this == VITAL || this == PROGRESS;
	}

	/**
	 * The kind of a check.
	 * @param check the check
	 * @return its kind; of one that is of several, the most cautious
	 */
	public static CheckKind of(HealthCheck check) {
		if (check instanceof LoadCheck) {
			return LOAD;
		}
		if (check instanceof ProgressCheck) {
			return PROGRESS;
		}
		return (check instanceof VitalCheck) ? VITAL : DEPENDENCY;
	}

}
