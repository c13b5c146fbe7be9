package dev.probity.lifecycle;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An operator has overridden readiness, or an override has ended. Immutable.
 *
 * @param before the override before
 * @param after the override now
 * @param occasion the cause of the change
 * @param reason the reason of the operator, or {@code null}
 * @param lasted how long the old one was in effect
 * @param at the wall clock when the change was made or seen, for display
 * @since 0.1.0
 */
public record ReadinessOverrideChange(ReadinessOverride before, ReadinessOverride after, Occasion occasion,
		@Nullable String reason, Duration lasted, Instant at) {

	/**
	 * The causes of a change of an override.
	 */
	public enum Occasion {

		/** An operator has set the override, perhaps in place of another. */
		SAID,

		/** An operator has ended the override. */
		WITHDRAWN,

		/** The override has expired. */
		EXPIRED

	}

}
