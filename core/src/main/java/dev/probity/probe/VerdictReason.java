package dev.probity.probe;

import dev.probity.lifecycle.ReadinessOverride;
import dev.probity.lifecycle.RestartPause;
import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * One reason why a verdict is not simply UP.
 *
 * @param cause what kind of reason
 * @param subject the check or startup condition, or {@code null} where the cause is
 * sufficient
 * @param criticality what the check means to the probe, or {@code null} if it is no check
 * @param override the override, or {@code null} if that is not the cause
 * @param held why the check's failure does not withdraw the instance, or {@code null} if
 * that is not the cause
 * @param pause which restarts did not help, or {@code null} if that is not the cause
 * @since 0.1.0
 */
public record VerdictReason(Cause cause, @Nullable String subject, @Nullable Criticality criticality,
		ReadinessOverride.@Nullable Forced override, @Nullable String held, @Nullable RestartPause pause) {

	public VerdictReason {
		// a condition of the application may call itself whatever it likes
		subject = (subject != null) ? VisibleText.line(subject) : null;
	}

	/**
	 * A reason other than an override.
	 * @param cause what kind of reason
	 * @param subject the check or startup condition, or {@code null} where the cause is
	 * sufficient
	 * @param criticality what the check means to the probe, or {@code null} if it is no
	 * check
	 */
	public VerdictReason(Cause cause, @Nullable String subject, @Nullable Criticality criticality) {
		this(cause, subject, criticality, null);
	}

	/**
	 * A reason, an override perhaps.
	 * @param cause what kind of reason
	 * @param subject the check or startup condition, or {@code null} where the cause is
	 * sufficient
	 * @param criticality what the check means to the probe, or {@code null} if it is no
	 * check
	 * @param override the override, or {@code null} if that is not the cause
	 */
	public VerdictReason(Cause cause, @Nullable String subject, @Nullable Criticality criticality,
			ReadinessOverride.@Nullable Forced override) {
		this(cause, subject, criticality, override, null, null);
	}

	static VerdictReason of(Cause cause) {
		return new VerdictReason(cause, null, null);
	}

	static VerdictReason of(ReadinessOverride override) {
		return new VerdictReason(Cause.OVERRIDE, null, null,
				(override instanceof ReadinessOverride.Forced forced) ? forced : null);
	}

	static VerdictReason held(String check, Hold hold) {
		return new VerdictReason(Cause.HELD, check, Criticality.REQUIRED, null, hold.why(), null);
	}

	/**
	 * Kinds of reasons.
	 */
	public enum Cause {

		/** The instance is going down. */
		LAME_DUCK("PROBITY-001"),

		/** The application context is destroyed. */
		STOPPED("PROBITY-002"),

		/** The instance is starting; the subject is the condition that is outstanding. */
		STARTING("PROBITY-003"),

		/** An operator has overridden readiness. */
		OVERRIDE("PROBITY-004"),

		/** The application refuses traffic. */
		REFUSING_TRAFFIC("PROBITY-005"),

		/** The application has published LivenessState.BROKEN. */
		BROKEN("PROBITY-006"),

		/** A check fails. */
		FAILING("PROBITY-007"),

		/** A check passes, but a part of what it examines does not work. */
		DEGRADED("PROBITY-008"),

		/**
		 * A check of load fails, and is about to keep the instance from being ready: it
		 * only degrades it yet.
		 */
		DEFERRED("PROBITY-009"),

		/**
		 * A check of load fails, and has kept the instance from being ready for as long
		 * as it may: it only degrades it now.
		 */
		FAILED_OPEN("PROBITY-010"),

		/** A check has had no conclusive series of results yet. */
		UNKNOWN("PROBITY-011"),

		/** The last conclusive result of a check is stale. */
		STALE("PROBITY-012"),

		/**
		 * What was known of a check has grown too old while the application context was
		 * paused, and nothing newer is known yet.
		 */
		RESUMING("PROBITY-013"),

		/**
		 * A required dependency check fails, and does not withdraw the instance, which it
		 * only degrades: other instances share the failure, or may do so.
		 */
		HELD("PROBITY-014"),

		/**
		 * A vital check fails, and does not ask for a restart yet: the last ones did not
		 * help.
		 */
		RESTART_PAUSED("PROBITY-015");

		private final String code;

		Cause(String code) {
			this.code = code;
		}

		/**
		 * The code of this kind of reason, which stays the same from release to release:
		 * <code>docs/findings.md</code> says what to do about it.
		 * @return the code, such as <code>PROBITY-007</code>
		 */
		public String code() {
			return this.code;
		}

	}

}
