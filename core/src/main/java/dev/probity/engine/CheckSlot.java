package dev.probity.engine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.TimeoutAction;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One registered check as the scheduler sees it: its snapshot, the run in progress, and
 * the time of the next run. At most one run counts at any time; beside one that is stuck
 * for long another is tried. Guarded by the scheduler's lock.
 * <p>
 * Whatever fails here, most likely for want of memory, fails before anything of it has
 * been noted, and is tried again.
 */
final class CheckSlot {

	// should its worker die without a word
	private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();

	private final CheckRegistration registration;

	private final Ticker ticker;

	private final InstantSource clock;

	private final Interrupts interrupts;

	private final Flight flight;

	private final Grace grace;

	private final Runnable ended;

	private final KnownState known;

	private final DueTime due;

	private @Nullable CheckRun run;

	private @Nullable Deadline deadline;

	private final OverdueAttempt overdue;

	CheckSlot(CheckRegistration registration, CheckMonitor monitor, Ticker ticker, InstantSource clock,
			RandomGenerator random, Interrupts interrupts, Flight flight, Runnable ended) {
		this.registration = registration;
		this.ticker = ticker;
		this.clock = clock;
		this.interrupts = interrupts;
		this.flight = flight;
		this.grace = new Grace(registration.policy());
		this.ended = ended;
		long now = ticker.read();
		this.due = new DueTime(registration, random, now);
		this.known = new KnownState(registration, monitor, clock, now);
		this.overdue = new OverdueAttempt(this.known);
	}

	/**
	 * Let it be seen.
	 * @throws IllegalStateException if there is one of that name already
	 */
	void announce() {
		this.known.announce();
	}

	String name() {
		return this.registration.name();
	}

	/**
	 * Take note of what the run that is inside has come to.
	 */
	void observe(long now) {
		CheckRun current = this.run;
		Long enteredAt = (current != null) ? current.enteredAt() : null;
		if (current != null && enteredAt != null) {
			observe(current, enteredAt, now);
		}
		this.overdue.observe(this.run != null, now);
	}

	private void observe(CheckRun current, long enteredAt, long now) {
		Deadline watched = this.deadline;
		if (watched == null) {
			watched = new Deadline(this.registration.policy(), current.limit(), enteredAt);
			this.deadline = watched;
		}
		CompletedRun completed = current.completed();
		if (completed != null) {
			end(completed, watched, now);
			return;
		}
		if (watched.passes(now)) {
			watched.next(this.overdue.timeOut(watched, now));
			current.timeIsOver();
			if (this.registration.policy().timeoutAction() == TimeoutAction.INTERRUPT) {
				this.interrupts.deliver(current);
			}
		}
		if (watched.missed() >= Flight.PATIENCE && this.flight.isEmpty()) {
			giveUp(current, watched, now);
		}
	}

	private void end(CompletedRun completed, Deadline watched, long now) {
		if (watched.isMissed()) {
			// since then the next run would have been inside: what it has lost by waiting
			// for its turn is not given to it again
			this.due.set(watched.startedAt());
			this.overdue.set(watched);
		}
		else if (this.overdue.hasCounted() && (completed.isFailed() || !watched.isKeptBy(completed, now))) {
			this.due.set(this.overdue.next());
		}
		else if (!watched.isKeptBy(completed, now)) {
			this.due.set(this.overdue.timeOut(watched, now));
		}
		else if (this.grace.isWarmUp(this.known.snapshot(), completed)) {
			this.overdue.clear();
			this.due.set(now);
		}
		else {
			count(completed);
		}
		this.run = null;
		this.deadline = null;
	}

	private void count(CompletedRun completed) {
		long interval = this.due.draw(this.known.snapshot());
		this.known.count(completed);
		this.overdue.clear();
		this.due.after(this.known.snapshot(), completed, interval);
	}

	/**
	 * Wait no more for a run that is stuck for long: the next one is tried beside it.
	 */
	private void giveUp(CheckRun stuck, Deadline watched, long now) {
		this.flight.leave(stuck, watched.startedAt());
		this.run = null;
		this.deadline = null;
		this.due.set(watched.startedAt());
		if (now - this.due.at() > 0) {
			// its turn has come already: it has waited for an earlier one to come back
			this.overdue.set(watched);
		}
	}

	/**
	 * Begin the next run if it is due and there is room for it.
	 */
	void startIfDue(long now, RunStarter starter) {
		if (this.run == null) {
			this.due.heedHint(this.known.snapshot());
		}
		if (this.run != null || now - this.due.at() < 0 || !this.flight.hasRoom(now)) {
			return;
		}
		CheckRun next = new CheckRun(this.registration.check(), this.grace.limit(this.known.snapshot(), now),
				this.ticker, this.clock, this.ended);
		this.run = next;
		this.due.begun(now);
		try {
			starter.start(this.known.snapshot(), next);
		}
		catch (Throwable ex) {
			// no thread is to be had: that is a result, and must not end the scheduler
			this.run = null;
			this.known.countWithoutThread(ex, now);
			this.overdue.clear();
			this.due.retry(this.known.snapshot(), now);
		}
	}

	/**
	 * When the next run is due; that of the run that is inside, if there is one.
	 */
	DueTime due() {
		return this.due;
	}

	/**
	 * Have the next run begin as soon as the last one began that long ago.
	 */
	void hasten(long now, Duration spacing) {
		if (this.run == null) {
			this.due.hasten(now, spacing);
		}
	}

	/**
	 * The reading of the ticker at which something has to be done, unless a run that is
	 * inside ends before.
	 */
	long wakeAt(long now) {
		if (this.run == null) {
			long roomAt = this.flight.hasRoom(now) ? now : this.flight.roomAt(now + LOOK_AGAIN);
			return (roomAt - this.due.at() > 0) ? roomAt : this.due.at();
		}
		Deadline own = this.deadline;
		// when it was entered, and so when its time is over, is not known yet
		return this.overdue.orEarlier(
				(own != null) ? own.at() : now + Math.min(LOOK_AGAIN, this.registration.policy().timeout().toNanos()));
	}

	/**
	 * Go on after a pause, at once: forget what is known if it is too old, and a run that
	 * is inside counts no more.
	 */
	void resume(long now, Duration pause) {
		abandon(now);
		this.grace.reset();
		this.due.set(now);
		this.known.forgetIfOutdated(now, pause);
	}

	/**
	 * Wait no more for the run that is inside; the next one waits for it as for one that
	 * is stuck.
	 */
	void abandon(long now) {
		CheckRun current = this.run;
		if (current != null) {
			CheckPolicy policy = this.registration.policy();
			this.flight.leave(current,
					now + policy.timeout().plus(policy.retryInterval()).multipliedBy(Flight.PATIENCE).toNanos());
			this.run = null;
			this.deadline = null;
		}
		this.overdue.clear();
	}

}
