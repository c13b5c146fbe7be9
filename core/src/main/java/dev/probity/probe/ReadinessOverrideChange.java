package dev.probity.probe;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An operator has decided on readiness, or that has come to an end. Immutable.
 *
 * @param before what counted before
 * @param after what counts now
 * @param occasion how that came
 * @param reason why, if an operator has said so; {@code null} otherwise
 * @param lasted how long the old one had counted
 * @param at the wall clock when the change was made or seen, for display
 * @since 0.1.0
 */
public record ReadinessOverrideChange(ReadinessOverride before, ReadinessOverride after, Occasion occasion,
		@Nullable String reason, Duration lasted, Instant at) {

	/**
	 * How an override comes and goes.
	 */
	public enum Occasion {

		/** An operator has said it, perhaps in place of another. */
		SAID,

		/** An operator has taken it back. */
		WITHDRAWN,

		/** Its time is over. */
		EXPIRED

	}

}
