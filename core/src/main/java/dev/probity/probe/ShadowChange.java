package dev.probity.probe;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a probe would say if its shadows acted has changed. Immutable.
 *
 * @param probe the probe
 * @param actual what it says
 * @param before what it would have said up to now, or {@code null} if just what it said
 * @param after what it would say now, or {@code null} if just what it says
 * @param lasted for how long it would have said what it would have said before
 * @param notReady for how long in all it would not have been ready, or live, while it was
 * @since 0.1.0
 */
public record ShadowChange(Probe probe, ProbeStatus actual, @Nullable ShadowVerdict before,
		@Nullable ShadowVerdict after, Duration lasted, Duration notReady) {

}
