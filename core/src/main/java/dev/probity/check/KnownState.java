package dev.probity.check;

import java.time.InstantSource;

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
	 * Know nothing any more.
	 */
	void forget(long now) {
		publish(CheckSnapshot.unknown(this.registration, now, this.clock.instant()));
	}

	private void publish(CheckSnapshot next) {
		this.monitor.publish(this.snapshot, next);
		this.snapshot = next;
	}

}
