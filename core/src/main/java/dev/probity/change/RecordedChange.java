package dev.probity.change;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.probity.probe.VerdictReason;
import org.jspecify.annotations.Nullable;

/**
 * A recorded change. Immutable.
 *
 * @param at when it happened, on the wall clock
 * @param subject what has changed
 * @param name the name of the check or probe; of an override, that of the probe
 * @param from the old state, status or mode
 * @param to the new one; the same if only the reasons of a verdict have changed
 * @param lasted how long the old one had lasted
 * @param reason what the check or the operator said, without secrets; {@code null} if the
 * check passed, nobody said why, or a probe has changed
 * @param causes why a probe says what it says; empty if all is well or no probe has
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
		PROBE,

		/** The override of readiness. */
		OVERRIDE

	}

}
