package dev.probity.startup;

import dev.probity.engine.CheckWorkers;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a task on its worker. Whoever drives it reads what it says of itself.
 */
final class TaskAttempt implements Runnable {

	private final StartupTask task;

	private final Ticker ticker;

	private final Runnable alarm;

	private final TaskProgress progress = new TaskProgress();

	// written by this attempt under its lock: whoever interrupts finds nobody who has
	// left
	private volatile @Nullable Thread worker;

	private volatile boolean wanted = true;

	private volatile @Nullable Long enteredAt;

	// written before "over"
	private @Nullable Throwable thrown;

	private @Nullable String reason;

	private long endedAt;

	private volatile boolean over;

	TaskAttempt(StartupTask task, Ticker ticker, Runnable alarm) {
		this.task = task;
		this.ticker = ticker;
		this.alarm = alarm;
	}

	@Override
	public void run() {
		Throwable thrown = runTask();
		String reason = (thrown != null) ? ThrownText.describe(thrown) : null;
		try {
			endWith(thrown, reason);
		}
		finally {
			// afterwards: it may have to wait for an interrupt that blocks
			leave();
		}
	}

	private @Nullable Throwable runTask() {
		try {
			enter();
			this.enteredAt = this.ticker.read();
			sound();
			if (!this.wanted) {
				return new InterruptedException("the startup task was cancelled");
			}
			this.task.run(this.progress);
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private synchronized void enter() {
		this.worker = Thread.currentThread();
	}

	/**
	 * From now on nobody interrupts the thread, and an interrupt that has come is over.
	 */
	private synchronized void leave() {
		this.worker = null;
		Thread.interrupted();
	}

	/**
	 * The attempt has ended, or could not even begin. That is known in any case: it takes
	 * no memory.
	 */
	void endWith(@Nullable Throwable thrown, @Nullable String reason) {
		this.thrown = thrown;
		this.reason = reason;
		try {
			this.endedAt = this.ticker.read();
		}
		finally {
			this.over = true;
			sound();
		}
	}

	/**
	 * For want of a thread nobody may come at once, but in a while.
	 */
	private void sound() {
		try {
			this.alarm.run();
		}
		catch (Throwable ex) {
			// whoever drives the tasks looks at them by himself
		}
	}

	TaskProgress progress() {
		return this.progress;
	}

	/**
	 * When the task was entered.
	 * @return the reading of the ticker, or {@code null} while the worker has not come to
	 * it
	 */
	@Nullable Long enteredAt() {
		return this.enteredAt;
	}

	@Nullable End end() {
		return this.over ? new End(this.thrown, this.reason, this.endedAt) : null;
	}

	/**
	 * The thread that is inside.
	 */
	@Nullable Thread worker() {
		return this.worker;
	}

	/**
	 * Have the task interrupted, or not even entered. If it is inside a channel, that is
	 * closed by whoever interrupts, and closing may block.
	 */
	void interrupt(CheckWorkers workers) {
		this.wanted = false;
		if (this.worker != null) {
			try {
				workers.start("interrupt", this::interrupt);
			}
			catch (Throwable ex) {
				// no thread was available, for instance: the timeout does not depend on
				// it
			}
		}
	}

	private synchronized void interrupt() {
		Thread running = this.worker;
		if (running != null) {
			running.interrupt();
		}
	}

	/**
	 * How an attempt has ended.
	 *
	 * @param thrown what it threw, or {@code null} if it has done its work
	 * @param reason the same in one line, written where the task ran: an exception may
	 * take its time to say what it is
	 * @param at reading of the ticker
	 */
	record End(@Nullable Throwable thrown, @Nullable String reason, long at) {

	}

}
