package dev.probity.benchmark.detection;

import java.time.Duration;
import java.util.List;

import dev.probity.benchmark.report.Effort;
import dev.probity.check.CheckPolicy;

/**
 * How often faults are made, and what looks at them.
 *
 * @param policy the policy of the database check
 * @param instances how many instances there are, each with a database of its own
 * @param faults how many faults of each kind happen to each database
 * @param traffic how many requests a second each instance gets that need its database
 */
record Schedule(CheckPolicy policy, int instances, int faults, int traffic) {

	private static final int TRAFFIC = 20;

	// about once a second it is looked whether callers wait
	private static final Duration LOOK = Duration.ofSeconds(1);

	private static final Duration ALLOWANCE = Duration.ofMillis(500);

	static Schedule of(Effort effort) {
		CheckPolicy defaults = CheckPolicy.defaults();
		return switch (effort) {
			case FULL -> new Schedule(defaults, 6, 5, 0);
			case SHORT -> new Schedule(
					CheckPolicy.of(Duration.ofSeconds(2), Duration.ofMillis(500), Duration.ofSeconds(1),
							defaults.failureThreshold(), defaults.successThreshold(), defaults.jitter(), null),
					2, 1, 0);
		};
	}

	/**
	 * The same, with requests that need the database.
	 */
	Schedule underTraffic() {
		return new Schedule(this.policy, this.instances, this.faults, TRAFFIC);
	}

	/**
	 * The time within which half of the faults are to be noticed under traffic: a call
	 * that fails triggers the check at once, one that waits within a second.
	 */
	Duration aim(Fault fault) {
		Duration retry = this.policy.retryInterval();
		return switch (fault) {
			case KILL -> retry.plus(ALLOWANCE);
			case HANG -> LOOK.plus(this.policy.timeout()).plus(retry).plus(this.policy.timeout());
		};
	}

	/**
	 * What makes it the policy of an instance.
	 */
	List<String> arguments() {
		return List.of("--gauges.prices=" + (this.traffic > 0), argument("interval", millis(this.policy.interval())),
				argument("retry-interval", millis(this.policy.retryInterval())),
				argument("timeout", millis(this.policy.timeout())),
				argument("failure-threshold", this.policy.failureThreshold()),
				argument("success-threshold", this.policy.successThreshold()),
				argument("jitter", this.policy.jitter()));
	}

	private static String argument(String property, Object value) {
		return "--probity.defaults.%s=%s".formatted(property, value);
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

	String text() {
		return "interval %s, retry interval %s, time-out %s, %d failures in a row, jitter %s %%".formatted(
				seconds(this.policy.interval()), seconds(this.policy.retryInterval()), seconds(this.policy.timeout()),
				this.policy.failureThreshold(), Math.round(this.policy.jitter() * 100));
	}

	private static String seconds(Duration duration) {
		return (duration.toMillis() % 1000 == 0) ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
	}

}
