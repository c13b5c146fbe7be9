package dev.probity.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a probe would say if checks that only show what they would do acted. Immutable.
 *
 * @param verdict what it would say, with the reasons that it does not have now;
 * {@link ProbeStatus#UP} without reasons while it would say just what it says
 * @param since the wall clock when that status was first seen, for display
 * @param notReady for how long in all it would not have been ready, or live, while it was
 * @since 0.1.0
 */
public record ShadowVerdict(ProbeVerdict verdict, Instant since, Duration notReady) {

	/**
	 * What shadows add to a verdict: nothing, unless they change its status.
	 */
	public static ProbeVerdict added(ProbeVerdict actual, ProbeVerdict acting) {
		return (acting.status() == actual.status()) ? none(actual.probe())
				: new ProbeVerdict(actual.probe(), acting.status(),
						acting.reasons().stream().filter((reason) -> !actual.reasons().contains(reason)).toList());
	}

	public static ProbeVerdict none(String probe) {
		return new ProbeVerdict(probe, ProbeStatus.UP, List.of());
	}

}
