package dev.probity.engine;

import java.time.Duration;
import java.time.InstantSource;

import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.TimedOut.Run;
import dev.probity.check.CheckSnapshot;

/**
 * What is known of one check, as everybody else sees it. Whatever fails here, most likely
 * for want of memory, fails before anything of it has been noted. Guarded by the
 * scheduler's lock.
 */
final class KnownState {

	private final CheckRegistration registration;

	private final CheckMonitor monitor;

	private final InstantSource clock;

	private CheckSnapshot snapshot;

	KnownState(CheckRegistration registration, CheckMonitor monitor, InstantSource clock, long now) {
		this.registration = registration;
		this.monitor = monitor;
		this.clock = clock;
		this.snapshot = CheckSnapshot.unknown(registration, now, clock.instant());
	}

	/**
	 * Let it be seen.
	 * @throws IllegalStateException if there is one of that name already
	 */
	void announce() {
		this.monitor.add(this.snapshot);
	}

	CheckSnapshot snapshot() {
		return this.snapshot;
	}

	/**
	 * Count a run.
	 */
	void count(CompletedRun completed) {
		publish(CheckStateMachine.next(this.snapshot, completed));
	}

	/**
	 * Count what came of no run, or of none that has ended.
	 */
	void count(CheckResult result, long startedAt, long now) {
		count(new CompletedRun(result, startedAt, now, this.clock.instant()));
	}

	/**
	 * Count a run that has exceeded its time, or that one before it kept from beginning.
	 */
	void countTimeOut(Deadline missed, long now) {
		count(new CheckResult.TimedOut(missed.limit(), missed.isMissed() ? Run.SKIPPED : Run.ENTERED),
				missed.startedAt(), now);
	}

	/**
	 * Count a run that got no thread. Whoever cannot be asked is not ready; a process
	 * that cannot look at itself need not be beyond repair.
	 */
	void countWithoutThread(Throwable error, long now) {
		CheckResult failed = CheckResult.failed(error);
		count(this.registration.kind().isVital() ? CheckResult.inconclusive(String.valueOf(failed.reason())) : failed,
				now, now);
	}

	/**
	 * Know nothing any more if it has grown too old during a pause.
	 */
	void forgetIfOutdated(long now, Duration pause) {
		boolean outdated = this.snapshot.isStale(now) || pause.compareTo(this.registration.policy().maxAge()) > 0;
		if (outdated && this.snapshot.lastRun() != null) {
			publish(CheckSnapshot.unknown(this.registration, now, this.clock.instant()));
		}
	}

	private void publish(CheckSnapshot next) {
		this.monitor.publish(this.snapshot, next);
		this.snapshot = next;
	}

}
