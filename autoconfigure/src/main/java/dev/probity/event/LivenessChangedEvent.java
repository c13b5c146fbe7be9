package dev.probity.event;

import java.time.Duration;

import dev.probity.probe.ProbeVerdict;

/**
 * The instance's liveness has changed its status, not only the reasons for it. Published
 * whether or not the probe is requested, on the thread that notifies all listeners: a
 * slow listener delays other listeners, but no probe. A status that lasted only a moment
 * may be passed over.
 *
 * @param before the last verdict before
 * @param after the first verdict after
 * @param lasted how long the old status lasted
 * @since 0.1.0
 */
public record LivenessChangedEvent(ProbeVerdict before, ProbeVerdict after, Duration lasted) {

	/**
	 * Whether the instance needs no restart.
	 * @return whether the probe answers 200
	 */
	public boolean isLive() {
		return this.after.status().passes();
	}

}
