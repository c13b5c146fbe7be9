package dev.probity.probe;

/**
 * The effect on readiness of a required load check that fails.
 */
enum LoadEffect {

	/** Not yet what it is going to do. */
	DEFERRED,

	/** It keeps the instance from being ready. */
	ACTING,

	/** It has done so for as long as it may. */
	FAILED_OPEN

}
