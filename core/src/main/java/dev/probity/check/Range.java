package dev.probity.check;

import java.time.Duration;
import java.util.function.Predicate;

import dev.probity.text.Durations;

/**
 * The values that a setting may have. Immutable.
 *
 * @param <T> the type of the values
 * @since 0.1.0
 */
public final class Range<T> {

	/** A part of something that is there: above 0 and at most 1. */
	public static final Range<Double> SHARE = new Range<>("above 0 and at most 1", (value) -> value > 0 && value <= 1);

	private final String description;

	private final Predicate<? super T> values;

	/**
	 * A range in words.
	 * @param description completes "it must be"
	 * @param values tells the values that are in it
	 */
	public Range(String description, Predicate<? super T> values) {
		this.description = description;
		this.values = values;
	}

	/**
	 * The values from one to another.
	 * @param least the least
	 * @param most the most
	 * @param <T> the type of the values
	 * @return the range, both included
	 */
	public static <T extends Comparable<T>> Range<T> of(T least, T most) {
		return new Range<>("from %s to %s".formatted(Durations.written(least), Durations.written(most)),
				(value) -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
	}

	/**
	 * The values from one on.
	 * @param least the least
	 * @param <T> the type of the values
	 * @return the range
	 */
	public static <T extends Comparable<T>> Range<T> atLeast(T least) {
		return new Range<>("at least " + Durations.written(least), (value) -> value.compareTo(least) >= 0);
	}

	/**
	 * The values above one.
	 * @param bound the value below the least
	 * @param <T> the type of the values
	 * @return the range
	 */
	public static <T extends Comparable<T>> Range<T> above(T bound) {
		return new Range<>("more than " + Durations.written(bound), (value) -> value.compareTo(bound) > 0);
	}

	/**
	 * Whether a value is in it.
	 * @param value the value
	 * @return whether a setting may have it
	 */
	public boolean contains(T value) {
		return this.values.test(value);
	}

	/**
	 * Require a value to be in it.
	 * @param setting the setting, as it is written in a property name
	 * @param value its value
	 * @return the value
	 * @throws InvalidSettingException if it is not
	 */
	public T require(String setting, T value) {
		if (!contains(value)) {
			throw new InvalidSettingException(setting, value, "it must be " + this);
		}
		return value;
	}

	/**
	 * The range in words.
	 * @return completes "it must be"
	 */
	@Override
	public String toString() {
		return this.description;
	}

}
