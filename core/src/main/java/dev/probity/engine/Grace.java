package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import org.jspecify.annotations.Nullable;

/**
 * The timeout of the first runs of a check, which may be longer: what is used for the
 * first time has to be loaded, connected and warmed up. Guarded by the scheduler's lock.
 */
final class Grace {

	private final CheckPolicy policy;

	// since when the check has run without a first result
	private @Nullable Long askedSince;

	Grace(CheckPolicy policy) {
		this.policy = policy;
	}

	/**
	 * How long a run that begins now may take.
	 */
	Duration limit(CheckSnapshot snapshot, long now) {
		if (snapshot.state() != CheckState.UNKNOWN) {
			return this.policy.timeout();
		}
		Long since = this.askedSince;
		if (since == null) {
			since = now;
			this.askedSince = since;
		}
		Duration left = this.policy.firstRunTimeout().minusNanos(now - since);
		return (left.compareTo(this.policy.timeout()) > 0) ? left : this.policy.timeout();
	}

	/**
	 * Whether a first success took so long that it would be stale before the next one can
	 * come. It is worth nothing but that the next one will be quick.
	 */
	boolean isWarmUp(CheckSnapshot snapshot, CompletedRun completed) {
		return snapshot.state() == CheckState.UNKNOWN
				&& CheckStateMachine.next(snapshot, completed).state() == CheckState.PASSING && completed.endedAt()
						- completed.startedAt() > this.policy.maxAge().minus(this.policy.timeout()).toNanos();
	}

	/**
	 * Grant it anew.
	 */
	void reset() {
		this.askedSince = null;
	}

}
