package dev.probity.startup;

import java.time.Duration;

import dev.probity.startup.StartupTaskResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Where a task is between its registration and its end.
 */
sealed interface TaskState {

	/**
	 * How long nothing has to be done, unless an attempt ends.
	 * @param paused by how much the deadline of the current attempt has been put off
	 * @return nanoseconds; a maximum if nothing is to come by itself
	 */
	default long rest(StartupTaskPolicy policy, long now, long paused) {
		return Long.MAX_VALUE;
	}

	/**
	 * The attempt that is inside, if there is one.
	 */
	default @Nullable TaskAttempt inside() {
		return null;
	}

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

		@Override
		public long rest(StartupTaskPolicy policy, long now, long paused) {
			Long enteredAt = this.attempt.enteredAt();
			return (enteredAt != null) ? policy.timeout().toNanos() - (now - enteredAt - paused) : Long.MAX_VALUE;
		}

		@Override
		public TaskAttempt inside() {
			return this.attempt;
		}

	}

	/**
	 * An attempt has exceeded its timeout and is still inside, with retries left.
	 *
	 * @param number counted from 1; goes on as if each retry had been made and had timed
	 * out
	 * @param since reading of the ticker at the last of these timeouts
	 */
	record Stuck(long number, TaskAttempt attempt, long since) implements TaskState {

		/**
		 * As long as a retry that times out would have taken.
		 */
		@Override
		public long rest(StartupTaskPolicy policy, long now, long paused) {
			Duration patience = policy.backOffAfter(this.number).plus(policy.timeout());
			return patience.toNanos() - (now - this.since - paused);
		}

		@Override
		public TaskAttempt inside() {
			return this.attempt;
		}

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

		@Override
		public long rest(StartupTaskPolicy policy, long now, long paused) {
			return this.backOff.toNanos() - (now - this.since);
		}

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
