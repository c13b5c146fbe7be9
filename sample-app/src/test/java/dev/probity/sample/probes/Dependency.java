package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.check.CheckPolicy;

/**
 * A dependency as its outages are seen from outside.
 *
 * @param check the name of its check
 * @param broken what readiness says while it is broken
 * @param clientRetry how long its client may sit still between two attempts to open a
 * connection. What passes until a client works again is not the check's to shorten: the
 * application could not use the dependency either.
 */
record Dependency(String check, String broken, Duration clientRetry) {

	static final String UP = "200 UP";

	/** Hikari. */
	static final Dependency DATABASE = new Dependency("db", "503 DOWN", Duration.ofSeconds(5));

	/**
	 * Lettuce, in an outage of a few seconds: its pauses are as long as all before them
	 * together.
	 */
	static final Dependency REDIS = new Dependency("redis", "200 DEGRADED", Duration.ofSeconds(8));

	/** The admin client of the check: its interval, or 1 s, and a fifth of that. */
	static final Dependency KAFKA = new Dependency("kafka", "200 DEGRADED", Duration.ofSeconds(6));

	private boolean isRequired() {
		return this.broken.startsWith("503");
	}

	/**
	 * What an answer of readiness says of this dependency. Whether an optional one is
	 * missing, too, makes no difference to a required one.
	 */
	String seen(Answer answer) {
		return isRequired() ? answer.verdict().replace("DEGRADED", "UP") : answer.verdict();
	}

	/**
	 * How long it may take from a dependency that answers again to a check that passes:
	 * the mirror of the worst case of detection, and what the client needs.
	 */
	Duration recoveryBound(CheckPolicy policy) {
		Duration gap = Duration.ofNanos((long) (policy.interval().toNanos() * (1 + policy.jitter())));
		Duration confirmation = policy.retryInterval().plus(policy.timeout());
		return gap.plus(policy.timeout())
			.plus(confirmation.multipliedBy(policy.successThreshold() - 1L))
			.plus(this.clientRetry);
	}

}
