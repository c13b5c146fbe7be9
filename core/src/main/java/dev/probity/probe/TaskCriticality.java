package dev.probity.probe;

/**
 * Whether the start of the instance needs a startup task.
 *
 * @since 0.1.0
 */
public enum TaskCriticality {

	/**
	 * The instance has not come up before the task is done, and its failing fails the
	 * start.
	 */
	REQUIRED,

	/**
	 * The instance comes up once the task has come to an end, done, failed or stuck; its
	 * failing is logged.
	 */
	OPTIONAL

}
