package dev.probity.startup;

/**
 * What a task is to the context that has it.
 */
enum TaskPhase {

	/**
	 * The context is not refreshed yet.
	 */
	REGISTERED,

	/**
	 * It may run.
	 */
	BEGUN,

	/**
	 * The context closes.
	 */
	ABANDONED

}
