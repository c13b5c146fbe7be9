package dev.probity.autoconfigure;

/**
 * What Spring Security lets anonymous callers reach.
 */
interface AnonymousAccess {

	/**
	 * Whether an anonymous caller may get a path of the main port.
	 * @param path the path, below a context path and a servlet path
	 * @throws RuntimeException if a rule needs a real request to decide
	 */
	boolean isAllowed(String path);

	/**
	 * What to write into the application's security filter chain.
	 */
	String permission();

}
