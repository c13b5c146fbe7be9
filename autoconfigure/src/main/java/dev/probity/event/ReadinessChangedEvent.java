package dev.probity.event;

import java.time.Duration;

import dev.probity.probe.ProbeVerdict;

/**
 * The instance's readiness has another status: not only other reasons for the same one.
 * Published whether or not anybody asks the probe, on the thread that tells all
 * listeners: one that takes its time delays other listeners and no probe. A status that
 * lasted only a moment may be passed over.
 *
 * @param before the last verdict before
 * @param after the first verdict after
 * @param lasted how long the old status lasted
 * @since 0.1.0
 */
public record ReadinessChangedEvent(ProbeVerdict before, ProbeVerdict after, Duration lasted) {

	/**
	 * Whether the instance should get traffic now, if need be without something optional.
	 * @return whether the probe answers 200
	 */
	public boolean isReady() {
		return this.after.status().passes();
	}

}
