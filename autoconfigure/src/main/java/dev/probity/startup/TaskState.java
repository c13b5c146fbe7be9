package dev.probity.startup;

import java.time.Duration;

import dev.probity.startup.StartupTaskResult.Outcome;

/**
 * Where a task is between its registration and its end.
 */
sealed interface TaskState {

	/**
	 * For the refresh of its context, or for tasks that it depends on.
	 */
	record Waiting() implements TaskState {

	}

	/**
	 * An attempt is under way.
	 *
	 * @param number counted from 1
	 * @param since reading of the ticker
	 */
	record Running(long number, TaskAttempt attempt, long since) implements TaskState {

	}

	/**
	 * An attempt has exceeded its timeout and is still inside, with retries left.
	 *
	 * @param number counted from 1; goes on as if each retry had been made and had timed
	 * out
	 * @param since reading of the ticker at the last of these timeouts
	 */
	record Stuck(long number, TaskAttempt attempt, long since) implements TaskState {

	}

	/**
	 * An attempt has failed, and the next one waits.
	 *
	 * @param number of the failed attempt, counted from 1
	 * @param since reading of the ticker when it failed
	 * @param backOff how long the next one waits
	 * @param reason why it failed
	 */
	record Retrying(long number, long since, Duration backOff, String reason) implements TaskState {

	}

	/**
	 * It is over.
	 */
	record Ended(StartupTaskResult result) implements TaskState {

		boolean isDone() {
			return this.result.outcome() == Outcome.DONE;
		}

	}

}
