package dev.probity.text;

/**
 * Takes note of where in a text a secret is.
 */
@FunctionalInterface
interface Hiding {

	/**
	 * A secret is here.
	 * @param start the index of its first character
	 * @param end the index after its last one
	 */
	void hide(int start, int end);

}
