package dev.probity.engine;

import java.time.Duration;
import java.util.function.Consumer;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the checks that need it: those whose run has ended or that somebody has asked
 * for, and those whose time has come. Guarded by the scheduler's lock.
 */
final class Attendance {

	private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();

	private final Schedule schedule;

	private final EndedRuns ended;

	private final Hints hints;

	private final RunStarter starter;

	private final CheckMonitor monitor;

	private final Ticker ticker;

	private final FirstFailure failure;

	private final CommonRuns commonRuns = new CommonRuns();

	private final Consumer<CheckSlot> forward;

	/**
	 * Look at checks.
	 * @param failure notes what fails; whatever that is, its check is looked at again
	 */
	Attendance(Schedule schedule, EndedRuns ended, Hints hints, RunStarter starter, CheckMonitor monitor, Ticker ticker,
			FirstFailure failure) {
		this.schedule = schedule;
		this.ended = ended;
		this.hints = hints;
		this.starter = starter;
		this.monitor = monitor;
		this.ticker = ticker;
		this.failure = failure;
		this.forward = (slot) -> schedule.lookAt(slot, ticker.read());
	}

	/**
	 * Look at all that need it now.
	 */
	void attend() {
		long now = this.ticker.read();
		// as many as there are now: with workers that work on the spot it never ends
		for (int left = this.ended.size(); left > 0; left--) {
			attend(this.ended.next(), now);
		}
		for (String due = this.schedule.due(now); due != null; due = this.schedule.due(now)) {
			this.commonRuns.with(this.schedule.slot(due), now, this.schedule.slots(), this.forward);
			attend(due, now);
			now = this.ticker.read();
		}
	}

	/**
	 * Look at a check. It is put off before anything else: whatever fails with one check,
	 * it comes again, and the others do not wait.
	 */
	private void attend(@Nullable String check, long now) {
		if (check == null) {
			return;
		}
		boolean hinted = this.hints.take(check);
		CheckSlot slot = this.schedule.slot(check);
		if (slot == null) {
			this.schedule.remove(check);
			return;
		}
		if (hinted) {
			slot.due().hint();
		}
		this.schedule.lookAt(slot, now + LOOK_AGAIN);
		try {
			// read anew: a worker may have ended after the last reading
			slot.observe(this.ticker.read());
			slot.startIfDue(this.ticker.read(), this.starter);
			this.schedule.lookAt(slot, slot.wakeAt(this.ticker.read()));
			this.monitor.expectRun(check, slot.due().at());
		}
		catch (Throwable ex) {
			this.failure.note(ex);
		}
	}

	/**
	 * Have a check run at once after a pause.
	 * @param pause how long it has lasted on the wall clock
	 */
	void resume(CheckSlot slot, long now, Duration pause) {
		this.schedule.lookAt(slot, now);
		try {
			slot.resume(now, pause);
		}
		catch (Throwable ex) {
			// its snapshot stays, becomes stale, and the check is due at once
			this.failure.note(ex);
		}
	}

	/**
	 * How long it is until one needs it.
	 * @return nanoseconds, {@link Long#MAX_VALUE} if only an event can bring it on
	 */
	long untilNext(long now) {
		return this.ended.isEmpty() ? this.schedule.untilNext(now) : 0;
	}

}
