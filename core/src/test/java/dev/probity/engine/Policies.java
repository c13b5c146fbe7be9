package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckPolicy;

/**
 * Policies for tests.
 */
public final class Policies {

	/**
	 * 5 s, then 1 s; 2 s, the first run too; two failures, two successes; no jitter; 17
	 * s.
	 */
	public static final CheckPolicy STEADY = policy(2, 2, 0);

	private Policies() {
	}

	static CheckPolicy policy(int failureThreshold, int successThreshold, double jitter) {
		return CheckPolicy
			.of(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2), failureThreshold, successThreshold,
					jitter, null)
			.withFirstRunTimeout(Duration.ofSeconds(2));
	}

}
