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
	VITAL;

	static CheckKind of(HealthCheck check) {
		return (check instanceof VitalCheck) ? VITAL : DEPENDENCY;
	}

}
