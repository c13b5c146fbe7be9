package dev.probity.consumer;

import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

/**
 * A reason for which a listener may not consume.
 *
 * @param need what it needs
 * @param check the check that says so, or {@code null} if none does
 * @param condition what is held against the check; {@link Cause#UNKNOWN} if it has not
 * passed yet
 */
record Hindrance(String need, @Nullable String check, Cause condition) {

	/**
	 * Whether something is broken, not merely not known yet.
	 */
	boolean isFailure() {
		return this.condition != Cause.UNKNOWN;
	}

	String inWords() {
		String subject = (this.check == null || this.check.equals(this.need)) ? this.need
				: this.check.startsWith(this.need + "/") ? this.check : "%s (%s)".formatted(this.check, this.need);
		return isFailure() ? "%s is %s".formatted(subject, this.condition) : "%s has not passed yet".formatted(subject);
	}

}
