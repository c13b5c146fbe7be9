package dev.probity.indicator;

/**
 * Knows of health indicators that are asked by something that must not wait for them.
 */
@FunctionalInterface
public interface SynchronouslyReadIndicators {

	/**
	 * Whether one is.
	 * @param indicator its full name
	 */
	boolean include(String indicator);

}
