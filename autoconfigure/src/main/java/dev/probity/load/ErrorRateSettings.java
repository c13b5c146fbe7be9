package dev.probity.load;

import java.time.Duration;
import java.util.stream.Stream;

import dev.probity.settings.ErrorRateProperties;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.text.Durations;


/**
 * What the properties say about errors. A value that cannot be stops the start.
 */
final class ErrorRateSettings {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

	private static final Duration LONGEST_TIME = Duration.ofDays(1);

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private final ErrorRatePolicy policy;

	public ErrorRateSettings(ErrorRateProperties properties) {
		requireWithin("window", properties.window(), SHORTEST, LONGEST_WINDOW,
				"errors of longer ago say nothing of the instance as it is, and of a shorter time too little");
		require("min-requests", properties.minRequests(), properties.minRequests() >= 1,
				"no share of nothing can be told", "Set it to 1 or more.");
		require("threshold", properties.threshold(), properties.threshold() > 0 && properties.threshold() <= 1,
				"it is a share", "Set it to a number above 0 and up to 1.");
		requireWithin("ejection-time", properties.ejectionTime(), SHORTEST, LONGEST_TIME,
				"balancers do not notice a shorter one, and nobody an instance that is out for longer");
		requireWithin("max-ejection-time", properties.maxEjectionTime(), properties.ejectionTime(), LONGEST_TIME,
				"the first ejection takes 'probity.error-rate.ejection-time' already");
		requireWithin("fail-open-after", properties.failOpenAfter(), SHORTEST, LONGEST_TIME,
				"an instance that is never or always out needs no check");
		this.policy = new ErrorRatePolicy(properties.window(), properties.minRequests(), properties.threshold(),
				properties.ejectionTime(), properties.maxEjectionTime());
	}

	public ErrorRatePolicy policy() {
		return this.policy;
	}

	/**
	 * As often as window and ejection have to be told apart from a little more or less.
	 */
	public Duration interval() {
		return Stream.of(INTERVAL, this.policy.window().dividedBy(10), this.policy.ejectionTime().dividedBy(10))
			.min(Duration::compareTo)
			.orElseThrow();
	}

	private static void requireWithin(String property, Duration value, Duration shortest, Duration longest,
			String reason) {
		require(property, Durations.exact(value), value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0, reason,
				"Set it to a time from %s to %s.".formatted(Durations.exact(shortest), Durations.exact(longest)));
	}

	private static void require(String property, Object value, boolean valid, String reason, String action) {
		if (!valid) {
			throw new FailureAnalyzedException(
					"The property 'probity.error-rate.%s' is %s, but %s.".formatted(property, value, reason), action);
		}
	}

}
