package dev.probity.settings;

import dev.probity.probe.ProbeStatus;

/**
 * What the health endpoint as a whole is called while nothing fails but what is optional
 * or observed.
 *
 * @since 0.1.0
 */
public enum DegradedAs {

	/**
	 * DEGRADED.
	 */
	DEGRADED(ProbeStatus.DEGRADED),

	/**
	 * UP, for clients that take a status they do not know for an error.
	 */
	UP(ProbeStatus.UP);

	private final ProbeStatus status;

	DegradedAs(ProbeStatus status) {
		this.status = status;
	}

	public ProbeStatus status() {
		return this.status;
	}

}
