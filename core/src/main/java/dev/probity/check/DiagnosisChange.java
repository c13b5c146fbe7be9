package dev.probity.check;

import java.time.Instant;

import dev.probity.check.Diagnosis.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Something else has been found about a check. Immutable.
 *
 * @param check the name of the check
 * @param before what had been found, or {@code null} if nothing was wrong
 * @param after what has been found, or {@code null} if nothing is wrong any more
 * @param at when
 * @since 0.1.0
 */
public record DiagnosisChange(String check, @Nullable Diagnosis before, @Nullable Diagnosis after, Instant at) {

	/**
	 * One change instead of this one and those after it, the last of which is given.
	 * @param later the last of them
	 * @return the change, or {@code null} if the finding is the same as before
	 */
	public @Nullable DiagnosisChange merged(DiagnosisChange later) {
		boolean same = finding(this.before) == finding(later.after);
		return same ? null : new DiagnosisChange(this.check, this.before, later.after, later.at);
	}

	private static @Nullable Finding finding(@Nullable Diagnosis diagnosis) {
		return (diagnosis != null) ? diagnosis.finding() : null;
	}

}
