package dev.probity.text;

/**
 * Knows one way in which secrets are written. Takes time in proportion to the length of
 * the text, whatever that is.
 */
@FunctionalInterface
interface SecretFinder {

	void find(String text, Hiding hiding);

}
