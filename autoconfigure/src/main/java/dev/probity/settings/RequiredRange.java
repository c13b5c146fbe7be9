package dev.probity.settings;

import dev.probity.check.Range;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a property whose value has to lie in a range: a value that does not
 * stops the start.
 */
public final class RequiredRange {

	private RequiredRange() {
	}

	/**
	 * Require a value to be in a range.
	 * @param property the whole name of the property
	 * @param value its value, or {@code null} if it is not set
	 * @param range the range
	 * @param why why no other value can be
	 * @param <T> the type of the value
	 * @throws FailureAnalyzedException if it is not
	 */
	public static <T> void require(String property, @Nullable T value, Range<T> range, String why) {
		require(property, value, range, why, "Set it to a value that is %s.".formatted(range));
	}

	/**
	 * Require a value to be in a range.
	 * @param property the whole name of the property
	 * @param value its value, or {@code null} if it is not set
	 * @param range the range
	 * @param why why no other value can be
	 * @param wayOut what to do instead
	 * @param <T> the type of the value
	 * @throws FailureAnalyzedException if it is not
	 */
	public static <T> void require(String property, @Nullable T value, Range<T> range, String why, String wayOut) {
		if (value != null && !range.contains(value)) {
			throw new FailureAnalyzedException("The property '%s' is %s, but it must be %s: %s.".formatted(property,
					Durations.written(value), range, why), wayOut);
		}
	}

}
