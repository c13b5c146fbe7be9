package dev.probity.detail;

import org.jspecify.annotations.Nullable;

/**
 * Converts an object other than a text, a figure, a list or a map to the shape in which
 * it is shown among details. Called in the background, by the thread that makes the
 * details. Must be thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DetailShape {

	/**
	 * Leaves every object to the details themselves: records and beans become maps of
	 * their properties, anything else a text.
	 */
	DetailShape STANDARD = (value) -> value;

	/**
	 * The shape of an object.
	 * @param value the object
	 * @return texts, figures, truth values, lists and maps of these, or the object itself
	 * if nothing is known of it
	 * @throws Exception if the object cannot be read; what can be read of it is shown
	 * then
	 */
	@Nullable Object shape(Object value) throws Exception;

}
