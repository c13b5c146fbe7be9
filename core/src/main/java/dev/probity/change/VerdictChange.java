package dev.probity.change;

import java.time.Duration;
import java.time.Instant;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeVerdict;

/**
 * The verdict of a probe has changed: its status, or only the reasons for it. Immutable.
 *
 * @param probe the probe
 * @param before the last verdict before
 * @param after the first verdict after
 * @param lasted how long the old status lasted; if it is still the same, how long it has
 * lasted up to now
 * @param at the wall clock when the change was seen, for display
 * @param summary what the probe says now and why, in one sentence without secrets
 * @since 0.1.0
 */
public record VerdictChange(Probe probe, ProbeVerdict before, ProbeVerdict after, Duration lasted, Instant at,
		String summary) {

	/**
	 * What has changed.
	 * @return the status, or only the reasons
	 */
	public Extent extent() {
		return (this.before.status() != this.after.status()) ? Extent.STATUS : Extent.REASONS;
	}

	/**
	 * What may change of a verdict.
	 */
	public enum Extent {

		/** The status, and the reasons with it. */
		STATUS,

		/** The reasons; the status has stayed. */
		REASONS

	}

}
