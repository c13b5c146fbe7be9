package dev.probity.load;

import java.time.Duration;
import java.util.stream.Stream;

import dev.probity.check.Range;
import dev.probity.settings.ErrorRateProperties;
import dev.probity.settings.RequiredRange;

/**
 * What the properties say about errors. A value that cannot be stops the start.
 */
final class ErrorRateSettings {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

	private static final Duration LONGEST_TIME = Duration.ofDays(1);

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final ErrorRatePolicy policy;

	public ErrorRateSettings(ErrorRateProperties properties) {
		require("window", properties.window(), Range.of(SHORTEST, LONGEST_WINDOW),
				"errors of longer ago say nothing of the instance as it is, and those of a shorter time too little");
		require("min-requests", properties.minRequests(), Range.atLeast(1), "a share needs something to be a share of");
		require("threshold", properties.threshold(), Range.SHARE, "it is the share of requests that fail");
		require("ejection-time", properties.ejectionTime(), Range.of(SHORTEST, LONGEST_TIME),
				"balancers do not notice a shorter one, and nobody an instance that is out for longer");
		require("max-ejection-time", properties.maxEjectionTime(), Range.of(properties.ejectionTime(), LONGEST_TIME),
				"the first ejection takes 'probity.error-rate.ejection-time' already");
		this.policy = new ErrorRatePolicy(properties.window(), properties.minRequests(), properties.threshold(),
				properties.ejectionTime(), properties.maxEjectionTime());
	}

	public ErrorRatePolicy policy() {
		return this.policy;
	}

	/**
	 * Short enough to resolve window and ejection time.
	 */
	public Duration interval() {
		return Stream.of(INTERVAL, this.policy.window().dividedBy(10), this.policy.ejectionTime().dividedBy(10))
			.min(Duration::compareTo)
			.orElseThrow();
	}

	private static <T> void require(String property, T value, Range<T> range, String why) {
		RequiredRange.require("probity.error-rate." + property, value, range, why);
	}

}
