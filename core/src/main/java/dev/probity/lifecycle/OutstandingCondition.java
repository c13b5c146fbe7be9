package dev.probity.lifecycle;

import dev.probity.detail.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * A startup condition that is outstanding at one moment, without credentials, whatever
 * the application calls it. Immutable.
 *
 * @param description what is outstanding
 * @param progress how far it has come, or why it does not, or {@code null}
 * @since 0.1.0
 */
public record OutstandingCondition(String description, @Nullable String progress) {

	public OutstandingCondition {
		description = Secrets.scrubbedLine(description);
		progress = (progress != null) ? Secrets.scrubbedLine(progress) : null;
	}

	public static OutstandingCondition of(StartupCondition condition) {
		return new OutstandingCondition(condition.description(), condition.progress());
	}

	/**
	 * All of it in words.
	 * @return for example {@code warm-cache 1200/5000 (24s)}
	 */
	public String inWords() {
		return (this.progress != null) ? this.description + " " + this.progress : this.description;
	}

}
