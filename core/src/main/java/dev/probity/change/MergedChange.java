package dev.probity.change;

import dev.probity.check.CheckChange;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.DiagnosisChange;
import org.jspecify.annotations.Nullable;

/**
 * One change instead of several of the same check, from what was before the first of them
 * to what is after the last.
 */
final class MergedChange {

	private MergedChange() {
	}

	/**
	 * One transition instead of two.
	 * @return the transition, or {@code null} if the state is the same as before
	 */
	static @Nullable CheckChange of(CheckChange earlier, CheckChange later) {
		CheckChange merged = new CheckChange(earlier.before(), later.after());
		return merged.isTransition() ? merged : null;
	}

	/**
	 * One change of the finding instead of two.
	 * @return the change, or {@code null} if the finding is the same as before
	 */
	static @Nullable DiagnosisChange of(DiagnosisChange earlier, DiagnosisChange later) {
		boolean same = finding(earlier.before()) == finding(later.after());
		return same ? null : new DiagnosisChange(earlier.check(), earlier.before(), later.after(), later.at());
	}

	private static @Nullable Finding finding(@Nullable Diagnosis diagnosis) {
		return (diagnosis != null) ? diagnosis.finding() : null;
	}

}
