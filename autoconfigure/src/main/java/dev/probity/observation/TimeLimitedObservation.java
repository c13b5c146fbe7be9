package dev.probity.observation;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.probity.check.CheckResult;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Observation} of something that may block the observer, for example on a lock
 * that cannot be interrupted. It has a dedicated thread, at most one at a time, so that a
 * run of the check never exceeds its timeout, which would be a failure. Not thread-safe.
 */
public final class TimeLimitedObservation {

	private final String name;

	private final Duration patience;

	private @Nullable FutureTask<CheckResult> inside;

	/**
	 * Look within bounds.
	 * @param name for the thread
	 * @param patience how long to wait for one
	 */
	public TimeLimitedObservation(String name, Duration patience) {
		this.name = name;
		this.patience = patience;
	}

	public CheckResult take(Observation look) throws InterruptedException, ExecutionException {
		FutureTask<CheckResult> before = this.inside;
		if (before != null && !before.isDone()) {
			return CheckResult.inconclusive("observation failed: an earlier one has not returned");
		}
		FutureTask<CheckResult> task = new FutureTask<>(() -> Observation.take(look));
		Thread thread = new Thread(task, "probity-look-" + this.name);
		thread.setDaemon(true);
		thread.start();
		this.inside = task;
		try {
			return task.get(this.patience.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return CheckResult.inconclusive("observation failed: no result within " + Durations.exact(this.patience));
		}
	}

}
