package dev.probity.autoconfigure;

import java.time.Duration;

import dev.probity.check.CheckPolicy;

/**
 * When vital checks run, unless settings say otherwise: seldom, since they cost, and with
 * all the time they need, since one that comes late says nothing about the process.
 */
final class VitalPolicies {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private VitalPolicies() {
	}

	/**
	 * At an interval, and as often while a failure is not confirmed.
	 * @param failures how many in a row it takes
	 */
	static CheckPolicy every(Duration interval, int failures) {
		return CheckPolicy.of(interval, interval, TIMEOUT, failures, 1, 0.1, null);
	}

	/**
	 * So that this many failures in a row make up the time.
	 */
	static CheckPolicy within(Duration maxSilence, int failures) {
		Duration interval = maxSilence.dividedBy(failures);
		return CheckPolicy.of(interval, interval, TIMEOUT, failures, 1, 0, null);
	}

}
