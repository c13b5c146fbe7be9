package dev.probity.check;

/**
 * What a check looks at, and so which probes it may feed.
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
	PROGRESS;

	/**
	 * Whether a check of this kind looks inside the process, and so may feed liveness.
	 * @return whether it does
	 */
	public boolean isVital() {
		return this != DEPENDENCY;
	}

	static CheckKind of(HealthCheck check) {
		if (check instanceof ProgressCheck) {
			return PROGRESS;
		}
		return (check instanceof VitalCheck) ? VITAL : DEPENDENCY;
	}

}
