package dev.probity.probe;

import java.time.Duration;

import dev.probity.check.Range;

/**
 * The limits within which a load check may withdraw readiness.
 *
 * @param stagger a time from zero up to this one, at random, passes before it does:
 * instances that are overloaded together are not to leave together
 * @param failOpenAfter for how long it may in all, relapses included; not negative
 * @since 0.1.0
 */
public record LoadTerms(Duration stagger, Duration failOpenAfter) {

	public LoadTerms {
		Range<Duration> times = Range.atLeast(Duration.ZERO);
		times.require("stagger", stagger);
		times.require("fail-open-after", failOpenAfter);
	}

}
