package dev.probity.event;

import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.DiagnosisChange;
import org.jspecify.annotations.Nullable;

/**
 * Something else has been found about a check: whether it is the dependency that is down,
 * or the application's own client. Published on the thread that notifies all listeners.
 *
 * @param change what had been found, and what has been found now
 * @since 0.1.0
 */
public record CheckDiagnosedEvent(DiagnosisChange change) {

	/**
	 * The name of the check.
	 * @return the name
	 */
	public String check() {
		return this.change.check();
	}

	/**
	 * What has been found.
	 * @return the finding, or {@code null} if nothing is wrong any more
	 */
	public @Nullable Finding finding() {
		Diagnosis after = this.change.after();
		return (after != null) ? after.finding() : null;
	}

	/**
	 * What it is about, in one plain sentence.
	 * @return the sentence, without secrets, or {@code null} if nothing is wrong any more
	 */
	public @Nullable String sentence() {
		Diagnosis after = this.change.after();
		return (after != null) ? after.sentence() : null;
	}

}
