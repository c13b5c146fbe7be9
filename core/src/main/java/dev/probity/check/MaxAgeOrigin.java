package dev.probity.check;

/**
 * Where the {@link CheckPolicy#maxAge() maximum age} of a policy comes from.
 *
 * @since 0.1.0
 */
public enum MaxAgeOrigin {

	/**
	 * Somebody has said it: it stays as it is whatever becomes of the rest.
	 */
	GIVEN,

	/**
	 * It follows from interval and timeout, and changes with them.
	 */
	DERIVED

}
