package dev.probity.startup;

import java.time.Duration;

import dev.probity.probe.TaskCriticality;
import org.jspecify.annotations.Nullable;

/**
 * What has become of a startup task. Immutable.
 *
 * @param task the task's name
 * @param criticality what it means to the instance
 * @param outcome how it ended
 * @param duration from the beginning of the first attempt to the end of the last, or to
 * its timeout; zero if it was skipped
 * @param attempts how many attempts there were
 * @param reason why it is not done, in one line without secrets; {@code null} if it is
 * @param error what the last attempt threw, or {@code null}
 * @since 0.1.0
 */
public record StartupTaskResult(String task, TaskCriticality criticality, Outcome outcome, Duration duration,
		long attempts, @Nullable String reason, @Nullable Throwable error) {

	/**
	 * How a task ends.
	 */
	public enum Outcome {

		/** It has done its work. */
		DONE,

		/** Its last attempt has thrown an exception. */
		FAILED,

		/** Its last attempt exceeded the timeout. */
		TIMED_OUT,

		/** It was not run, since a task that it depends on is not done. */
		SKIPPED

	}

}
