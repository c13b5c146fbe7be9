package dev.probity.budget;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A part of the shutdown that may hold up what comes after it. Immutable.
 *
 * @param name what it is, as it is to be read in a log line
 * @param atMost the longest that it may take, not negative
 * @param setting what makes it shorter, if anything does: a property or a method
 * @param basis where its duration comes from
 * @since 0.1.0
 */
public record ShutdownStep(String name, Duration atMost, @Nullable String setting, Basis basis) {

	public ShutdownStep {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(basis, "basis");
		if (atMost.isNegative()) {
			throw new IllegalArgumentException("'%s' may not take %s".formatted(name, atMost));
		}
	}

	/**
	 * A part whose duration is known.
	 * @param name what it is, as it is to be read in a log line
	 * @param atMost the longest that it may take, not negative
	 * @param setting what makes it shorter, if anything does: a property or a method
	 */
	public ShutdownStep(String name, Duration atMost, @Nullable String setting) {
		this(name, atMost, setting, Basis.KNOWN);
	}

	/**
	 * The same part with a duration that is estimated, which the log line says.
	 * @return the estimated part
	 */
	public ShutdownStep estimated() {
		return new ShutdownStep(this.name, this.atMost, this.setting, Basis.ESTIMATED);
	}

	/**
	 * Where a duration comes from.
	 */
	public enum Basis {

		/** It is set, and whoever waits keeps to it. */
		KNOWN,

		/** It is the default of a library that does not tell what has been set. */
		ESTIMATED

	}

}
