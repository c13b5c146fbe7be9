package dev.probity.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * A failure to start that says what is wrong and what to do about it. Spring Boot has one
 * of the same name, but not before 4.1.
 */
final class FailureAnalyzedException extends RuntimeException {

	private final String action;

	FailureAnalyzedException(String description, String action) {
		this(description, action, null);
	}

	FailureAnalyzedException(String description, String action, @Nullable Throwable cause) {
		super(description, cause);
		this.action = action;
	}

	FailureAnalysis analysis() {
		return new FailureAnalysis(String.valueOf(getMessage()), this.action, this);
	}

}
