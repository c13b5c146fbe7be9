package dev.probity.indicator;

/**
 * Names the health indicators that are read by something that must not wait for them.
 */
@FunctionalInterface
public interface SynchronouslyReadIndicators {

	/**
	 * Whether one is.
	 * @param indicator its full name
	 */
	boolean include(String indicator);

}
