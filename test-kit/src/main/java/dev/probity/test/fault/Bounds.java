package dev.probity.test.fault;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;

/**
 * How long it may take until a probe tells of a fault, from the policy of the check: a
 * test with these bounds stays true when somebody changes the policy.
 *
 * @since 0.1.0
 */
public final class Bounds {

	// how long pools and drivers may sit still between two attempts to connect
	private static final Duration CLIENT_RETRY = Duration.ofSeconds(10);

	private Bounds() {
	}

	/**
	 * From a fault to a check that fails, at the worst moment:
	 * {@link CheckPolicy#worstCaseDetection()}.
	 * @param check the check's name
	 * @return the bound
	 */
	public static Bound worstCase(String check) {
		return new Bound("the worst case of '%s'".formatted(check),
				(checks) -> policy(check, checks).worstCaseDetection());
	}

	/**
	 * From a server that answers again to a check that passes, at the worst moment, and
	 * 10 s for what the client of the server needs to connect again.
	 * @param check the check's name
	 * @return the bound
	 */
	public static Bound recovery(String check) {
		return new Bound("the recovery of '%s'".formatted(check),
				(checks) -> recovery(policy(check, checks)).plus(CLIENT_RETRY));
	}

	/**
	 * A time that does not depend on any policy.
	 * @param time the time
	 * @return the bound
	 */
	public static Bound of(Duration time) {
		return new Bound(time.toMillis() + " ms", (checks) -> time);
	}

	private static Duration recovery(CheckPolicy policy) {
		// the mirror of the detection: a run that is still inside, the interval, and as
		// many successes as it takes
		CheckPolicy mirrored = new CheckPolicy(policy.interval(), policy.retryInterval(), policy.timeout(),
				policy.successThreshold(), policy.failureThreshold(), policy.jitter(), policy.maxAge());
		return mirrored.worstCaseDetection().plus(policy.timeout());
	}

	private static CheckPolicy policy(String check, CheckMonitor checks) {
		CheckSnapshot snapshot = checks.snapshot(check);
		if (snapshot == null) {
			throw new IllegalArgumentException(
					"The application has no check '%s'; it has %s".formatted(check, checks.snapshots().keySet()));
		}
		return snapshot.policy();
	}

}
