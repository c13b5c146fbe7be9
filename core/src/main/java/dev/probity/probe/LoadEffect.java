package dev.probity.probe;

/**
 * What a required check of load that fails does to readiness.
 */
enum LoadEffect {

	/** Not yet what it is going to do. */
	DEFERRED,

	/** It keeps the instance from being ready. */
	ACTING,

	/** It has done so for as long as it may. */
	FAILED_OPEN

}
