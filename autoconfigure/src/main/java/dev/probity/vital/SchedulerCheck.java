package dev.probity.vital;

import dev.probity.check.CheckResult;
import dev.probity.engine.SchedulerThread;
import dev.probity.observation.Observation;
import dev.probity.registration.WatchdogCheck;

/**
 * Whether the scheduler thread of all other checks is alive. Runs on another scheduler,
 * and counts its silence in runs of that one: while the process is paused there are none
 * of them either. A check that hangs, or a context that is paused, does not keep the
 * thread from ticking.
 */
final class SchedulerCheck implements WatchdogCheck {

	private final SchedulerThread thread;

	// of the last run, for the next
	private volatile long seen;

	/**
	 * Watch a thread.
	 * @param thread the thread
	 */
	public SchedulerCheck(SchedulerThread thread) {
		this.thread = thread;
		this.seen = thread.ticks();
	}

	@Override
	public CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		long ticks = this.thread.ticks();
		boolean silent = ticks == this.seen;
		this.seen = ticks;
		// what it has done until the next run shows whether it heard this
		this.thread.wake();
		return silent ? CheckResult.failed("the check scheduler thread has stopped") : CheckResult.passed();
	}

}
