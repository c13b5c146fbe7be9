package dev.probity.routing;

import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.HealthCheck;
import dev.probity.check.RunLimit;
import dev.probity.check.TimeoutAction;
import org.jspecify.annotations.Nullable;

/**
 * One question to one target, on a dedicated thread.
 */
final class TargetAttempt implements Runnable {

	// made ahead: describing an error can itself run out of memory or stack
	private static final CheckResult INDESCRIBABLE = new CheckResult.Failed(
			"the target failed with an exception that cannot be described", Map.of());

	private final HealthCheck check;

	private final RunLimit limit;

	private final long startedAt;

	private final Runnable ended;

	// the next two are guarded by this: the thread is somebody else's afterwards
	private @Nullable Thread worker;

	private boolean unwanted;

	private volatile @Nullable CheckResult result;

	/**
	 * A question that has not been put yet.
	 * @param limit makes it part of the run of a check
	 * @param startedAt reading of the ticker
	 * @param ended is called at the end
	 */
	TargetAttempt(HealthCheck check, RunLimit limit, long startedAt, Runnable ended) {
		this.check = check;
		this.limit = limit;
		this.startedAt = startedAt;
		this.ended = ended;
	}

	@Override
	public void run() {
		CheckResult found = INDESCRIBABLE;
		try {
			enter();
			found = ask();
		}
		catch (Throwable ex) {
			// out of memory, most likely
		}
		leave();
		this.result = found;
		this.ended.run();
	}

	private CheckResult ask() {
		try {
			return this.limit.apply(this.check);
		}
		catch (Throwable ex) {
			return CheckResult.failed(ex);
		}
	}

	private synchronized void enter() {
		this.worker = Thread.currentThread();
		if (this.unwanted) {
			this.worker.interrupt();
		}
	}

	private synchronized void leave() {
		this.worker = null;
		Thread.interrupted();
	}

	/**
	 * Its time is over: nobody waits for it any more.
	 */
	synchronized void timeIsOver(TimeoutAction action) {
		this.limit.pass();
		this.unwanted = action == TimeoutAction.INTERRUPT;
		if (this.unwanted && this.worker != null) {
			this.worker.interrupt();
		}
	}

	/**
	 * Be over without having begun.
	 */
	void end(Throwable reason) {
		this.result = CheckResult.failed(reason);
	}

	/**
	 * What was found, or {@code null} as long as it is under way.
	 */
	@Nullable CheckResult result() {
		return this.result;
	}

	boolean isOver() {
		return this.result != null;
	}

	long startedAt() {
		return this.startedAt;
	}

}
