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

	private final RandomGenerator random;

	private final Interrupts interrupts;

	private final Flight flight;

	private final Grace grace;

	private final Runnable ended;

	private final KnownState known;

	private final EarlierRun earlier;

	private long dueAt;

	// by how much the next run may begin before it is due
	private long early;

	private @Nullable CheckRun run;

	private @Nullable Deadline deadline;

	// the deadline of a run that was kept from beginning by a stuck one before it
	private @Nullable Deadline overdue;

	CheckSlot(CheckRegistration registration, CheckMonitor monitor, Ticker ticker, InstantSource clock,
			RandomGenerator random, Interrupts interrupts, Flight flight, Runnable ended) {
		this.registration = registration;
		this.ticker = ticker;
		this.clock = clock;
		this.random = random;
		this.interrupts = interrupts;
		this.flight = flight;
		this.grace = new Grace(registration.policy());
		this.ended = ended;
		this.dueAt = ticker.read();
		this.earlier = new EarlierRun(this.dueAt);
		this.known = new KnownState(registration, monitor, clock, this.dueAt);
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
		Deadline passed = this.overdue;
		if (passed != null && passed.passes(now)) {
			timeOut(passed, now);
		}
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
			timeOut(watched, now);
			watched.next(NextRun.retry(this.known.snapshot(), now));
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
			this.dueAt = watched.startedAt();
			this.overdue = watched;
		}
		else if (watched.isKeptBy(completed, now)) {
			this.dueAt = this.grace.isWarmUp(this.known.snapshot(), completed) ? now : counted(completed);
		}
		else {
			timeOut(watched, now);
			this.dueAt = NextRun.retry(this.known.snapshot(), now);
		}
		this.run = null;
		this.deadline = null;
	}

	/**
	 * Count a run.
	 * @return when the next one is due
	 */
	private long counted(CompletedRun completed) {
		CheckPolicy policy = this.registration.policy();
		long interval = interval(policy);
		this.known.count(completed);
		this.overdue = null;
		this.earlier.ended(completed.endedAt());
		long next = NextRun.after(this.known.snapshot(), completed, interval);
		boolean regular = next == completed.startedAt() + interval;
		this.early = (regular && runsWithOthers()) ? interval - NextRun.shortestInterval(policy) : 0;
		return next;
	}

	/**
	 * The nanoseconds until the run after this one, unless that is to confirm something.
	 */
	private long interval(CheckPolicy policy) {
		if (runsWithOthers()) {
			return NextRun.lateInterval(policy, this.random);
		}
		return (this.known.snapshot().lastRun() == null) ? NextRun.firstInterval(policy, this.random)
				: NextRun.jitteredInterval(policy, this.random);
	}

	/**
	 * Whether the check examines the process itself, so that there is nothing that many
	 * instances must not ask together.
	 */
	boolean runsWithOthers() {
		return this.registration.kind().isVital();
	}

	/**
	 * Have the next run begin now, if that is within the jitter of its interval.
	 * @return whether it is due by that
	 */
	boolean bringForward(long now) {
		if (this.run != null || this.early == 0 || now - (this.dueAt - this.early) < 0) {
			return false;
		}
		this.dueAt = now;
		return true;
	}

	/**
	 * Wait no more for a run that is stuck for long: the next one is tried beside it.
	 */
	private void giveUp(CheckRun stuck, Deadline watched, long now) {
		this.flight.leave(stuck, watched.startedAt());
		this.run = null;
		this.deadline = null;
		this.dueAt = watched.startedAt();
		// it has waited for an earlier one to come back, if its turn has come already
		this.overdue = (now - this.dueAt > 0) ? watched : null;
	}

	private void timeOut(Deadline missed, long now) {
		this.known.countTimeOut(missed, now);
		this.overdue = null;
	}

	void hint() {
		this.earlier.hint();
	}

	/**
	 * Begin the next run if it is due and there is room for it.
	 */
	void startIfDue(long now, CheckWorkers workers) {
		if (this.run == null) {
			long heeded = this.earlier.heeding(this.known.snapshot(), this.dueAt);
			this.early = (heeded != this.dueAt) ? 0 : this.early;
			this.dueAt = heeded;
		}
		if (this.run != null || now - this.dueAt < 0 || !this.flight.hasRoom(now)) {
			return;
		}
		CheckRun next = new CheckRun(this.registration.check(), this.grace.limit(this.known.snapshot(), now),
				this.ticker, this.clock, this.ended);
		this.run = next;
		this.early = 0;
		this.earlier.begun(now);
		try {
			workers.start(this.registration.name(), next);
		}
		catch (Throwable ex) {
			// no thread is to be had: that is a result, and must not end the scheduler
			this.run = null;
			this.known.countWithoutThread(ex, now);
			this.overdue = null;
			this.dueAt = NextRun.retry(this.known.snapshot(), now);
		}
	}

	/**
	 * The reading of the ticker at which the next run is due; that of the run that is
	 * inside, if there is one.
	 */
	long dueAt() {
		return this.dueAt;
	}

	/**
	 * Have the next run begin as soon as the last one began that long ago.
	 */
	void hasten(long now, Duration spacing) {
		if (this.run == null) {
			this.early = 0;
			this.dueAt = this.earlier.hastened(this.dueAt, now, spacing);
		}
	}

	/**
	 * The reading of the ticker at which something has to be done, unless a run that is
	 * inside ends before.
	 */
	long wakeAt(long now) {
		if (this.run == null) {
			long roomAt = this.flight.hasRoom(now) ? now : this.flight.roomAt(now + LOOK_AGAIN);
			return (roomAt - this.dueAt > 0) ? roomAt : this.dueAt;
		}
		Deadline next = this.overdue;
		if (next == null) {
			next = this.deadline;
		}
		// when it was entered, and so when its time is over, is not known yet
		return (next != null) ? next.at() : now + Math.min(LOOK_AGAIN, this.registration.policy().timeout().toNanos());
	}

	/**
	 * Go on after a pause, at once: forget what is known if it is too old, and a run that
	 * is inside counts no more.
	 */
	void resume(long now, Duration pause) {
		abandon(now);
		this.grace.reset();
		this.early = 0;
		this.dueAt = now;
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
		this.overdue = null;
	}

}
