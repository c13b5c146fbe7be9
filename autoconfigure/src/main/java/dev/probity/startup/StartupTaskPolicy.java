package dev.probity.startup;

import java.time.Duration;
import java.util.Set;

import dev.probity.check.Range;
import dev.probity.probe.TaskCriticality;

/**
 * How a {@link StartupTask} is run. Immutable, and valid once made.
 *
 * @param criticality whether the instance needs it
 * @param timeout how long one attempt may take, from the moment the task is entered; at
 * least 10 ms
 * @param retries how many attempts follow one that fails or exceeds its timeout; at least
 * 0
 * @param backOff how long the first retry waits; each further one waits twice as long, 30
 * s at most or the back-off itself if that is longer; from 0 to 1 hour
 * @param dependsOn the names of the tasks that have to be done before; case and dashes do
 * not count
 * @since 0.1.0
 */
public record StartupTaskPolicy(TaskCriticality criticality, Duration timeout, int retries, Duration backOff,
		Set<String> dependsOn) {

	private static final Range<Duration> TIMEOUTS = Range.of(Duration.ofMillis(10), Duration.ofDays(365));

	private static final Range<Integer> RETRIES = Range.atLeast(0);

	private static final Range<Duration> BACK_OFFS = Range.of(Duration.ZERO, Duration.ofHours(1));

	private static final Duration LONGEST_GROWTH = Duration.ofSeconds(30);

	private static final StartupTaskPolicy DEFAULTS = new StartupTaskPolicy(TaskCriticality.REQUIRED,
			Duration.ofMinutes(5), 0, Duration.ofSeconds(1), Set.of());

	public StartupTaskPolicy {
		TIMEOUTS.require("timeout", timeout);
		RETRIES.require("retries", retries);
		BACK_OFFS.require("back-off", backOff);
		dependsOn = Set.copyOf(dependsOn);
	}

	/**
	 * The policy of a task without settings: required, 5 minutes, no retry; with retries,
	 * the first after a second.
	 * @return the defaults
	 */
	public static StartupTaskPolicy defaults() {
		return DEFAULTS;
	}

	/**
	 * The same for a task that the instance can do without.
	 * @return the policy
	 */
	public StartupTaskPolicy optional() {
		return new StartupTaskPolicy(TaskCriticality.OPTIONAL, this.timeout, this.retries, this.backOff,
				this.dependsOn);
	}

	/**
	 * The same with another timeout.
	 * @param timeout see {@link #timeout()}
	 * @return the policy
	 */
	public StartupTaskPolicy timeout(Duration timeout) {
		return new StartupTaskPolicy(this.criticality, timeout, this.retries, this.backOff, this.dependsOn);
	}

	/**
	 * The same with retries.
	 * @param retries see {@link #retries()}
	 * @param backOff see {@link #backOff()}
	 * @return the policy
	 */
	public StartupTaskPolicy retries(int retries, Duration backOff) {
		return new StartupTaskPolicy(this.criticality, this.timeout, retries, backOff, this.dependsOn);
	}

	/**
	 * The same for a task that comes after others.
	 * @param tasks see {@link #dependsOn()}
	 * @return the policy
	 */
	public StartupTaskPolicy dependsOn(String... tasks) {
		return new StartupTaskPolicy(this.criticality, this.timeout, this.retries, this.backOff, Set.of(tasks));
	}

	/**
	 * How many attempts there are at most.
	 */
	long attempts() {
		return this.retries + 1L;
	}

	/**
	 * How long the next attempt waits.
	 * @param failed how many attempts there have been
	 */
	Duration backOffAfter(long failed) {
		Duration longest = (this.backOff.compareTo(LONGEST_GROWTH) > 0) ? this.backOff : LONGEST_GROWTH;
		Duration grown = this.backOff.multipliedBy(1L << Math.min(failed - 1, 20));
		return (grown.compareTo(longest) > 0) ? longest : grown;
	}

}
