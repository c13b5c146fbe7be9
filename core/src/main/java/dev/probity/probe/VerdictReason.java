package dev.probity.probe;

import dev.probity.lifecycle.ReadinessOverride;
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
 * @since 0.1.0
 */
public record VerdictReason(Cause cause, @Nullable String subject, @Nullable Criticality criticality,
		ReadinessOverride.@Nullable Forced override, @Nullable String held) {

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
		this(cause, subject, criticality, null, null);
	}

	static VerdictReason of(Cause cause) {
		return new VerdictReason(cause, null, null);
	}

	static VerdictReason of(ReadinessOverride override) {
		return new VerdictReason(Cause.OVERRIDE, null, null,
				(override instanceof ReadinessOverride.Forced forced) ? forced : null, null);
	}

	static VerdictReason held(String check, Hold hold) {
		return new VerdictReason(Cause.HELD, check, Criticality.REQUIRED, null, hold.why());
	}

	/**
	 * Kinds of reasons.
	 */
	public enum Cause {

		/** The instance is going down. */
		LAME_DUCK,

		/** The application context is destroyed. */
		STOPPED,

		/** The instance is starting; the subject is the condition that is outstanding. */
		STARTING,

		/** An operator has overridden readiness. */
		OVERRIDE,

		/** The application refuses traffic. */
		REFUSING_TRAFFIC,

		/** The application has published LivenessState.BROKEN. */
		BROKEN,

		/** A check fails. */
		FAILING,

		/**
		 * A required dependency check fails, and does not withdraw the instance, which it
		 * only degrades: other instances share the failure, or may do so.
		 */
		HELD,

		/** A check passes, but a part of what it examines does not work. */
		DEGRADED,

		/**
		 * A check of load fails, and is about to keep the instance from being ready: it
		 * only degrades it yet.
		 */
		DEFERRED,

		/**
		 * A check of load fails, and has kept the instance from being ready for as long
		 * as it may: it only degrades it now.
		 */
		FAILED_OPEN,

		/** A check has had no conclusive series of results yet. */
		UNKNOWN,

		/** The last conclusive result of a check is stale. */
		STALE,

		/**
		 * What was known of a check has grown too old while the application context was
		 * paused, and nothing newer is known yet.
		 */
		RESUMING

	}

}
