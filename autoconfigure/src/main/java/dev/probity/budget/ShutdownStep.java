package dev.probity.budget;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A part of the shutdown that may hold up what comes after it.
 *
 * @param name what it is, as it is to be read in a log line
 * @param atMost the longest that it may take, not negative
 * @param setting what makes it shorter, if anything does: a property or a method
 * @since 0.1.0
 */
public record ShutdownStep(String name, Duration atMost, @Nullable String setting) {

	public ShutdownStep {
		Objects.requireNonNull(name, "name");
		if (atMost.isNegative()) {
			throw new IllegalArgumentException("'%s' may not take %s".formatted(name, atMost));
		}
	}

}
