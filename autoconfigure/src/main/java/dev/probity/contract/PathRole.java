package dev.probity.contract;

/**
 * What a path answers for.
 */
enum PathRole {

	LIVENESS, READINESS, STARTUP,

	/** All of Actuator's health. */
	HEALTH_ROOT,

	/** Something else of Actuator. */
	OTHER

}
