package dev.probity.autoconfigure;

import java.time.Duration;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.core.env.Environment;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * How long the application goes on serving after the JVM has been told to end.
 */
final class LameDuckDuration {

	// Spring Boot's shutdown hook waits for a context no longer than that
	private static final Duration MAX = Duration.ofMinutes(10);

	// set by Spring Boot for its tests, whose contexts are closed when the JVM goes down
	private static final String TEST = "org.springframework.boot.test.context.SpringBootTestContextBootstrapper";

	private LameDuckDuration() {
	}

	/**
	 * What the properties and the environment make of it.
	 * @return zero if the application is to go down at once
	 */
	static Duration of(ProbityProperties.LameDuck properties, Environment environment) {
		Duration duration = valid(properties.duration());
		return (isEnabled(properties, environment) && !isTest(environment)) ? duration : Duration.ZERO;
	}

	/**
	 * What it is on Kubernetes, wherever the application runs now.
	 */
	static Duration onKubernetes(ProbityProperties.LameDuck properties) {
		return !Boolean.FALSE.equals(properties.enabled()) ? valid(properties.duration()) : Duration.ZERO;
	}

	private static Duration valid(Duration duration) {
		if (duration.isNegative() || duration.compareTo(MAX) > 0) {
			throw new FailureAnalyzedException(
					"The duration of the lame duck is %s, but it has to be between 0s and 10m."
						.formatted(DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE)),
					"Correct the property 'probity.lame-duck.duration'; it has to leave room for the shutdown itself in "
							+ "the grace period of the platform (30s on Kubernetes unless set). To shut down at once, set "
							+ "'probity.lame-duck.enabled' to false.");
		}
		return duration;
	}

	private static boolean isEnabled(ProbityProperties.LameDuck properties, Environment environment) {
		Boolean enabled = properties.enabled();
		return (enabled != null) ? enabled : CloudPlatform.KUBERNETES.isActive(environment);
	}

	static boolean isTest(Environment environment) {
		return environment.getProperty(TEST, Boolean.class, false);
	}

}
