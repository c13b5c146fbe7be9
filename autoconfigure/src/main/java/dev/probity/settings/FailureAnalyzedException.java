package dev.probity.settings;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A failure to start with a description and an action for the user. Spring Boot has one
 * of the same name, but not before 4.1.
 *
 * @since 0.1.0
 */
public final class FailureAnalyzedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Fail.
	 * @param description what is wrong: property or bean, value, reason
	 * @param action what to do about it
	 */
	public FailureAnalyzedException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * Fail because of something else.
	 * @param description what is wrong: property or bean, value, reason
	 * @param action what to do about it
	 * @param cause why; {@code null} if nothing else has failed
	 */
	public FailureAnalyzedException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	/**
	 * Both, as Spring Boot shows them.
	 * @return the analysis
	 */
	public FailureAnalysis analysis() {
		return new FailureAnalysis(String.valueOf(getMessage()), this.action, this);
	}

}
