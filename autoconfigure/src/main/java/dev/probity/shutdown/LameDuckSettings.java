package dev.probity.shutdown;

import java.time.Duration;

import dev.probity.probe.LameDuckReadiness;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * What properties and environment make of the lame duck.
 */
public final class LameDuckSettings {

	// Spring Boot's shutdown hook waits for a context no longer than that
	private static final Duration MAX = Duration.ofMinutes(10);

	private LameDuckSettings() {
	}

	/**
	 * How long the application goes on serving after the JVM has been told to end, and
	 * what it says meanwhile.
	 */
	static LameDuckPolicy policy(ProbityProperties.LameDuck properties, Environment environment) {
		Duration duration = valid(properties.duration());
		return new LameDuckPolicy(
				(isEnabled(properties, environment) && !SpringBootTests.isOne(environment)) ? duration : Duration.ZERO,
				properties.keepReady() ? LameDuckReadiness.KEPT : LameDuckReadiness.WITHDRAWN);
	}

	/**
	 * How long it is on Kubernetes, wherever the application runs now.
	 */
	public static Duration durationOnKubernetes(ProbityProperties.LameDuck properties) {
		return !Boolean.FALSE.equals(properties.enabled()) ? valid(properties.duration()) : Duration.ZERO;
	}

	private static Duration valid(Duration duration) {
		if (duration.isNegative() || duration.compareTo(MAX) > 0) {
			throw new FailureAnalyzedException(
					"The duration of the lame duck is %s, but it has to be between 0s and 10m."
						.formatted(print(duration)),
					"Correct the property 'probity.lame-duck.duration'; it has to leave room for the shutdown itself in "
							+ "the grace period of the platform (30s on Kubernetes unless set). To shut down at once, set "
							+ "'probity.lame-duck.enabled' to false.");
		}
		return duration;
	}

	private static String print(Duration duration) {
		return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
	}

	private static boolean isEnabled(ProbityProperties.LameDuck properties, Environment environment) {
		Boolean enabled = properties.enabled();
		return (enabled != null) ? enabled : CloudPlatform.KUBERNETES.isActive(environment);
	}

}
