package dev.probity.autoconfigure;

/**
 * Knows of health indicators that are asked by something that must not wait for them.
 */
@FunctionalInterface
interface AskedIndicators {

	/**
	 * Whether one is.
	 * @param indicator its full name
	 */
	boolean include(String indicator);

}
