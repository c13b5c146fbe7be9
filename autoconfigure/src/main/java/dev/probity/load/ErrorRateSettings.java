package dev.probity.load;

import java.time.Duration;
import java.util.stream.Stream;

import dev.probity.settings.ErrorRateProperties;
import dev.probity.settings.FailureAnalyzedException;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

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
		requireWithin("window", properties.window(), SHORTEST, LONGEST_WINDOW);
		require("min-requests", properties.minRequests(), properties.minRequests() >= 1, "at least 1",
				"Set it to 1 or more.");
		require("threshold", properties.threshold(), properties.threshold() > 0 && properties.threshold() <= 1,
				"a share above 0 and at most 1", "Set it to a number above 0 and up to 1.");
		requireWithin("ejection-time", properties.ejectionTime(), SHORTEST, LONGEST_TIME);
		requireWithin("max-ejection-time", properties.maxEjectionTime(), properties.ejectionTime(), LONGEST_TIME);
		requireWithin("fail-open-after", properties.failOpenAfter(), SHORTEST, LONGEST_TIME);
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

	private static void requireWithin(String property, Duration value, Duration shortest, Duration longest) {
		String range = "%s to %s".formatted(print(shortest), print(longest));
		require(property, print(value), value.compareTo(shortest) >= 0 && value.compareTo(longest) <= 0,
				"from " + range, "Set it to a time from %s.".formatted(range));
	}

	private static void require(String property, Object value, boolean valid, String range, String action) {
		if (!valid) {
			throw new FailureAnalyzedException(
					"The property 'probity.error-rate.%s' is %s, but must be %s.".formatted(property, value, range),
					action);
		}
	}

	private static String print(Duration duration) {
		return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
	}

}
