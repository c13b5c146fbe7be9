package dev.probity.probe;

import java.time.Duration;

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
		requireNoneNegative("stagger", stagger);
		requireNoneNegative("failOpenAfter", failOpenAfter);
	}

	private static void requireNoneNegative(String name, Duration value) {
		if (value.isNegative()) {
			throw new IllegalArgumentException("'%s' must not be negative, but is %s".formatted(name, value));
		}
	}

}
