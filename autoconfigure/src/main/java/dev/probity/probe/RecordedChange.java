package dev.probity.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A change as it is remembered. Immutable.
 *
 * @param at when it happened, on the wall clock
 * @param subject what has changed
 * @param name the name of the check or probe
 * @param from the old state or status
 * @param to the new one; the same if only the reasons of a verdict have changed
 * @param lasted how long the old state or status had lasted
 * @param reason what the check said last, without secrets, or {@code null} if it passed
 * or a probe has changed
 * @param causes why a probe says what it says; empty if all is well or a check has
 * changed
 * @since 0.1.0
 */
public record RecordedChange(Instant at, Subject subject, String name, String from, String to, Duration lasted,
		@Nullable String reason, List<VerdictReason> causes) {

	public RecordedChange {
		causes = List.copyOf(causes);
	}

	/**
	 * What may change.
	 */
	public enum Subject {

		/** The state of a check. */
		CHECK,

		/** The verdict of a probe. */
		PROBE

	}

}
