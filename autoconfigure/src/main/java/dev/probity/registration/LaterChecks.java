package dev.probity.registration;

/**
 * Knows of checks that come while the application runs, so that a health group may name
 * them before they are there.
 */
@FunctionalInterface
public interface LaterChecks {

	/**
	 * Whether a check, or a composite of checks, may still come.
	 * @param name its full name
	 */
	boolean mayCome(String name);

}
