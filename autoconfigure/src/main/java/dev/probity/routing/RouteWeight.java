package dev.probity.routing;

/**
 * What the failing of one target of several means to the whole.
 */
enum RouteWeight {

	/** The whole fails only if all of its targets do. */
	SHARED,

	/** The whole fails with it. */
	REQUIRED,

	/** It is only shown. */
	OBSERVED

}
