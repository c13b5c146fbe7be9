package dev.probity.check;

import java.time.Duration;
import java.util.Map;

import dev.probity.detail.Secrets;
import dev.probity.detail.ThrowableText;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a {@link HealthCheck} found. Immutable; secrets are scrubbed from every
 * text when a result is made, so that no reader has to think of it.
 *
 * @since 0.1.0
 */
public sealed interface CheckResult {

	/**
	 * Figures and names to show to callers that may see details, in insertion order:
	 * texts, figures, truth values, dates, lists and maps of these. Any other object is
	 * converted into one of these when the result is created.
	 * @return the details, never {@code null}; a value may be
	 */
	Map<String, Object> details();

	/**
	 * Why the check did not pass.
	 * @return the reason, or {@code null} if it passed
	 */
	@Nullable String reason();

	/**
	 * The status that the examined thing reports itself, if it has a status code that is
	 * not Actuator's.
	 * @return its status, for display only, or {@code null}
	 */
	default @Nullable OwnStatus ownStatus() {
		return null;
	}

	/**
	 * The check passed.
	 * @return the result, without details
	 */
	static CheckResult passed() {
		return new Passed(Map.of());
	}

	/**
	 * The check passed, and has something to show.
	 * @param details see {@link #details()}
	 * @return the result
	 */
	static CheckResult passed(Map<String, ?> details) {
		return new Passed(anyValues(details));
	}

	/**
	 * The check failed.
	 * @param error the reason, for callers that may see details
	 * @return the result, without details
	 */
	static CheckResult failed(String error) {
		return new Failed(error, Map.of());
	}

	/**
	 * The check failed, and has something to show.
	 * @param error the reason, for callers that may see details
	 * @param details see {@link #details()}
	 * @return the result
	 */
	static CheckResult failed(String error, Map<String, ?> details) {
		return new Failed(error, anyValues(details));
	}

	/**
	 * A failure described by what was thrown: the simple names and messages of the
	 * throwable and of its root cause.
	 * @param error what was thrown
	 * @return the result
	 */
	static CheckResult failed(Throwable error) {
		return new Failed(ThrowableText.describe(error), Map.of());
	}

	/**
	 * The check could not be evaluated, which means neither success nor failure. The
	 * state stays as it is and becomes stale in time.
	 * @param reason why the check could not be evaluated
	 * @return the result
	 */
	static CheckResult inconclusive(String reason) {
		return new Inconclusive(reason, null, Map.of());
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> anyValues(Map<String, ?> details) {
		// read with care, and only once, where the result is made
		return (Map<String, Object>) details;
	}

	/**
	 * A status as the examined thing reports it.
	 *
	 * @param code the word, such as <code>OUT_OF_SERVICE</code>
	 * @param description more words on it, which may be empty
	 */
	record OwnStatus(String code, String description) {

		public OwnStatus {
			code = Secrets.scrubbedLine(code);
			description = Secrets.scrub(description);
		}

	}

	/**
	 * The check passed.
	 *
	 * @param details see {@link CheckResult#details()}
	 * @param ownStatus see {@link CheckResult#ownStatus()}
	 */
	record Passed(Map<String, Object> details, @Nullable OwnStatus ownStatus) implements CheckResult {

		public Passed {
			details = Secrets.frozen(details);
		}

		public Passed(Map<String, Object> details) {
			this(details, null);
		}

		@Override
		public @Nullable String reason() {
			return null;
		}

	}

	/**
	 * The check passed, but a part of what it examines does not work. Counts as passed,
	 * and degrades a probe that requires the check or can do without it.
	 *
	 * @param reason which part does not work, and why
	 * @param details see {@link CheckResult#details()}
	 */
	record Degraded(String reason, Map<String, Object> details) implements CheckResult {

		public Degraded {
			reason = Secrets.scrubbedLine(reason);
			details = Secrets.frozen(details);
		}

		@Override
		public OwnStatus ownStatus() {
			return new OwnStatus("DEGRADED", "");
		}

	}

	/**
	 * The check failed.
	 *
	 * @param reason why
	 * @param details see {@link CheckResult#details()}
	 * @param ownStatus see {@link CheckResult#ownStatus()}
	 */
	record Failed(String reason, Map<String, Object> details, @Nullable OwnStatus ownStatus) implements CheckResult {

		public Failed {
			reason = Secrets.scrubbedLine(reason);
			details = Secrets.frozen(details);
		}

		public Failed(String reason, Map<String, Object> details) {
			this(reason, details, null);
		}

	}

	/**
	 * The check could not be evaluated: neither state nor streak changes.
	 *
	 * @param reason why it could not
	 * @param evidenceAge how long ago the thing was last seen to work by other means
	 * (somebody else's use of it), from which the age counts on; {@code null} if there is
	 * no such evidence, and then the last known state goes on ageing
	 * @param details see {@link CheckResult#details()}
	 */
	record Inconclusive(String reason, @Nullable Duration evidenceAge,
			Map<String, Object> details) implements CheckResult {

		public Inconclusive {
			if (evidenceAge != null && evidenceAge.isNegative()) {
				throw new IllegalArgumentException("'evidenceAge' must not be negative, but is " + evidenceAge);
			}
			reason = Secrets.scrubbedLine(reason);
			details = Secrets.frozen(details);
		}

	}

	/**
	 * The run exceeded its timeout. Counts as failed; given by the scheduler, not by
	 * checks.
	 *
	 * @param timeout how long the check was given
	 * @param run whether there was a run at all
	 */
	record TimedOut(Duration timeout, Run run) implements CheckResult {

		/**
		 * A run that was entered and exceeded its timeout.
		 * @param timeout how long the check was given
		 */
		public TimedOut(Duration timeout) {
			this(timeout, Run.ENTERED);
		}

		@Override
		public Map<String, Object> details() {
			return Map.of();
		}

		@Override
		public String reason() {
			return "timed out after " + Durations.exact(this.timeout);
		}

		/**
		 * Whether a run that has timed out was one.
		 */
		public enum Run {

			/** The check was entered. */
			ENTERED,

			/**
			 * The run was skipped, for an earlier one was still inside; it counts as if
			 * it had been tried.
			 */
			SKIPPED

		}

	}

}
