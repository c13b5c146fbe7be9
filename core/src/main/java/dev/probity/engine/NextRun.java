package dev.probity.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.time.Ticker;

/**
 * When a check runs next, as a reading of the {@link Ticker}.
 */
final class NextRun {

	/**
	 * How soon a check is asked again that has failed and is still UNKNOWN, whatever its
	 * pace: the start of the instance waits for what it comes to.
	 */
	private static final long DECIDE_WITHIN = Duration.ofSeconds(1).toNanos();

	private static final long CONFIRM_FAILURE_FOR = Duration.ofSeconds(30).toNanos();

	private NextRun() {
	}

	/**
	 * After a run that ended in time: soon, if its result wants confirming, else an
	 * interval after its start.
	 * @param interval the nanoseconds of this interval
	 */
	static long after(CheckSnapshot snapshot, CompletedRun run, long interval) {
		return isConfirming(snapshot, run.endedAt()) ? retry(snapshot, run.endedAt()) : run.startedAt() + interval;
	}

	static long retry(CheckSnapshot snapshot, long now) {
		long interval = snapshot.policy().retryInterval().toNanos();
		boolean undecided = snapshot.state() == CheckState.UNKNOWN && snapshot.failures() > 0;
		return now + (undecided ? Math.min(interval, DECIDE_WITHIN) : interval);
	}

	static long jitteredInterval(CheckPolicy policy, RandomGenerator random) {
		double factor = 1 + policy.jitter() * (2 * random.nextDouble() - 1);
		return (long) (policy.interval().toNanos() * factor);
	}

	static long shortestInterval(CheckPolicy policy) {
		return (long) (policy.interval().toNanos() * (1 - policy.jitter()));
	}

	/**
	 * One of the longer ones, which leaves time for another check to be due before.
	 */
	static long lateInterval(CheckPolicy policy, RandomGenerator random) {
		return (long) (policy.interval().toNanos() * (1 + policy.jitter() * random.nextDouble()));
	}

	/**
	 * The first run comes at once, for readiness waits for it; a random part of an
	 * interval before the second one is what keeps a fleet that was started together from
	 * asking together.
	 */
	static long firstInterval(CheckPolicy policy, RandomGenerator random) {
		return (long) (policy.interval().toNanos() * random.nextDouble());
	}

	private static boolean isConfirming(CheckSnapshot snapshot, long now) {
		return switch (snapshot.state()) {
			case UNKNOWN -> true;
			case PASSING -> snapshot.failures() > 0;
			case FAILING -> snapshot.successes() > 0 || now - snapshot.sinceTick() < CONFIRM_FAILURE_FOR;
		};
	}

}
