package dev.probity.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.probity.engine.CheckWorkers;
import org.jspecify.annotations.Nullable;

/**
 * The runs of checks that are inside. While one is at work, time does not pass; one that
 * hangs because the test wants it to does not count. Thread-safe.
 */
final class CheckRuns implements CheckWorkers {

	private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

	private final CheckWorkers threads = CheckWorkers.threads("probity-test-");

	private final FakeChecks fakes;

	private final Map<Runnable, Entered> inside = new LinkedHashMap<>();

	private long news;

	CheckRuns(FakeChecks fakes) {
		this.fakes = fakes;
	}

	@Override
	public void start(String check, Runnable run) {
		if (this.fakes.answersAtOnce(check)) {
			run.run();
			return;
		}
		synchronized (this) {
			this.inside.put(run, new Entered(check, null));
			this.news++;
		}
		this.threads.start(check, () -> {
			try {
				enter(check, run);
				run.run();
			}
			finally {
				leave(run);
			}
		});
	}

	private synchronized void enter(String check, Runnable run) {
		this.inside.put(run, new Entered(check, Thread.currentThread()));
	}

	private synchronized void leave(Runnable run) {
		this.inside.remove(run);
		this.news++;
		notifyAll();
	}

	/**
	 * Hang on this thread, which does not count as at work meanwhile.
	 * @throws InterruptedException if the check's policy wants runs that hang to be
	 * interrupted
	 */
	synchronized void hang(Hang hang) throws InterruptedException {
		Thread thread = Thread.currentThread();
		hang(thread, true);
		try {
			while (!hang.isOver()) {
				wait();
			}
		}
		finally {
			hang(thread, false);
		}
	}

	private void hang(Thread thread, boolean hangs) {
		this.inside.replaceAll(
				(run, entered) -> (entered.thread() == thread) ? new Entered(entered.check(), thread, hangs) : entered);
		this.news++;
		notifyAll();
	}

	/**
	 * Let those go on that hang, which count as at work from now on.
	 */
	synchronized void end(Hang hang, String check) {
		if (!hang.isOver()) {
			hang.end();
			this.inside.replaceAll((run, entered) -> entered.check().equals(check)
					? new Entered(check, entered.thread(), false) : entered);
			notifyAll();
		}
	}

	/**
	 * How often a run has begun, ended or begun to hang: what the scheduler has to look
	 * at.
	 */
	synchronized long news() {
		return this.news;
	}

	/**
	 * Wait until no run is at work.
	 * @throws IllegalStateException if one does not end
	 */
	synchronized void awaitQuiet() {
		long begin = System.nanoTime();
		Entered busy = busy();
		while (busy != null) {
			long left = PATIENCE - (System.nanoTime() - begin);
			if (left <= 0) {
				throw new IllegalStateException(busy.describe());
			}
			try {
				TimeUnit.NANOSECONDS.timedWait(this, left);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException("Interrupted while '%s' was running".formatted(busy.check()), ex);
			}
			busy = busy();
		}
	}

	private @Nullable Entered busy() {
		return this.inside.values().stream().filter((entered) -> !entered.hangs()).findFirst().orElse(null);
	}

	/**
	 * Something that a run hangs on.
	 */
	static final class Hang {

		// guarded by the runs
		private boolean over;

		private boolean isOver() {
			return this.over;
		}

		private void end() {
			this.over = true;
		}

	}

	private record Entered(String check, @Nullable Thread thread, boolean hangs) {

		private Entered(String check, @Nullable Thread thread) {
			this(check, thread, false);
		}

		private String describe() {
			StringBuilder text = new StringBuilder(
					("The check '%s' is not replaced by a fake and has not ended within %ds of real time, "
							+ "so that time cannot be moved")
						.formatted(this.check, TimeUnit.NANOSECONDS.toSeconds(PATIENCE)));
			if (this.thread != null) {
				text.append("; its thread is at:");
				for (StackTraceElement frame : this.thread.getStackTrace()) {
					text.append("\n\tat ").append(frame);
				}
			}
			return text.toString();
		}

	}

}
