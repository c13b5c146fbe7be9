package dev.probity.check;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

import dev.probity.check.CheckResult.TimedOut.Run;
import org.jspecify.annotations.Nullable;

/**
 * One registered check as the scheduler sees it: what is known of it, the run that is
 * inside, when the next one is due. At most one run is inside at any time. Guarded by the
 * scheduler's lock.
 */
final class CheckSlot {

	// should its worker die without a word
	private static final long LOOK_AGAIN = Duration.ofSeconds(1).toNanos();

	private final CheckRegistration registration;

	private final CheckMonitor monitor;

	private final Ticker ticker;

	private final InstantSource clock;

	private final RandomGenerator random;

	private final Runnable ended;

	private CheckSnapshot snapshot;

	private long dueAt;

	private @Nullable CheckRun run;

	private @Nullable Deadline deadline;

	// the deadline of a run that was kept from beginning by a stuck one before it
	private @Nullable Deadline overdue;

	// a run that nobody waits for any more; as long as it is inside, no other may begin
	private @Nullable CheckRun abandoned;

	CheckSlot(CheckRegistration registration, CheckMonitor monitor, Ticker ticker, InstantSource clock,
			RandomGenerator random, @Nullable CheckRun abandoned, Runnable ended) {
		this.registration = registration;
		this.monitor = monitor;
		this.ticker = ticker;
		this.clock = clock;
		this.random = random;
		this.abandoned = abandoned;
		this.ended = ended;
		this.dueAt = ticker.read();
		this.snapshot = CheckSnapshot.unknown(registration, this.dueAt, clock.instant());
		monitor.add(this.snapshot);
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
			watched = new Deadline(this.registration.policy(), enteredAt);
			this.deadline = watched;
		}
		CompletedRun completed = current.completed();
		if (completed != null) {
			end(completed, watched, now);
		}
		else if (watched.passes(now)) {
			timeOut(watched, now);
			if (this.registration.policy().timeoutAction() == TimeoutAction.INTERRUPT) {
				current.interrupt();
			}
			watched.next(now);
		}
	}

	private void end(CompletedRun completed, Deadline watched, long now) {
		this.run = null;
		this.deadline = null;
		if (watched.isMissed()) {
			// since then the next run would have been inside: what it has lost by waiting
			// for its turn is not given to it again
			this.dueAt = watched.startedAt();
			this.overdue = watched;
		}
		else if (watched.isKeptBy(completed, now)) {
			boolean first = this.snapshot.lastRun() == null;
			count(completed);
			CheckPolicy policy = this.registration.policy();
			this.dueAt = NextRun.after(this.snapshot, completed,
					first ? NextRun.firstInterval(policy, this.random) : NextRun.jitteredInterval(policy, this.random));
		}
		else {
			timeOut(watched, now);
			this.dueAt = NextRun.retry(this.snapshot, now);
		}
	}

	private void timeOut(Deadline missed, long now) {
		CheckResult result = new CheckResult.TimedOut(this.registration.policy().timeout(),
				missed.isMissed() ? Run.SKIPPED : Run.ENTERED);
		count(new CompletedRun(result, missed.startedAt(), now, this.clock.instant()));
	}

	private void count(CompletedRun completed) {
		this.overdue = null;
		publish(CheckStateMachine.next(this.snapshot, completed));
	}

	private void publish(CheckSnapshot next) {
		CheckSnapshot before = this.snapshot;
		this.snapshot = next;
		this.monitor.publish(before, next);
	}

	/**
	 * Begin the next run if it is due and none is inside.
	 */
	void startIfDue(long now, CheckWorkers workers) {
		if (isOccupied() || now - this.dueAt < 0) {
			return;
		}
		CheckRun next = new CheckRun(this.registration.check(), this.ticker, this.clock, this.ended);
		this.run = next;
		try {
			workers.start(this.registration.name(), next);
		}
		catch (Throwable ex) {
			// no thread is to be had: that is a result, and must not end the scheduler
			this.run = null;
			count(new CompletedRun(withoutThread(ex), now, now, this.clock.instant()));
			this.dueAt = NextRun.retry(this.snapshot, now);
		}
	}

	/**
	 * Whoever cannot be asked is not ready; a process that cannot look at itself need not
	 * be beyond repair.
	 */
	private CheckResult withoutThread(Throwable ex) {
		CheckResult failed = CheckResult.failed(ex);
		return this.registration.kind().isVital() ? CheckResult.inconclusive(String.valueOf(failed.reason())) : failed;
	}

	/**
	 * The reading of the ticker at which something has to be done, unless the run that is
	 * inside ends before.
	 */
	long wakeAt(long now) {
		if (!isOccupied()) {
			return this.dueAt;
		}
		Deadline next = this.overdue;
		if (next == null) {
			next = this.deadline;
		}
		// when it was entered, and so when its time is over, is not known yet
		return (next != null) ? next.at() : now + Math.min(LOOK_AGAIN, this.registration.policy().timeout().toNanos());
	}

	/**
	 * Whether a run is inside, one that nobody waits for included.
	 */
	boolean isOccupied() {
		CheckRun left = this.abandoned;
		if (left != null && !left.isInside()) {
			this.abandoned = null;
		}
		return this.run != null || this.abandoned != null;
	}

	/**
	 * Go on after a pause, at once: forget what is known if it is too old, and a run that
	 * is inside counts no more.
	 */
	void resume(long now, Duration pause) {
		abandon();
		this.dueAt = now;
		boolean outdated = this.snapshot.isStale(now) || pause.compareTo(this.registration.policy().maxAge()) > 0;
		if (outdated && this.snapshot.lastRun() != null) {
			publish(CheckSnapshot.unknown(this.registration, now, this.clock.instant()));
		}
	}

	/**
	 * Wait no more for the run that is inside.
	 * @return the run, as long as it is inside
	 */
	@Nullable CheckRun abandon() {
		CheckRun current = this.run;
		if (current != null) {
			this.abandoned = current;
			this.run = null;
			this.deadline = null;
		}
		this.overdue = null;
		return isOccupied() ? this.abandoned : null;
	}

}
