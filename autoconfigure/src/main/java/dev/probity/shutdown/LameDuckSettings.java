package dev.probity.shutdown;

import java.time.Duration;

import dev.probity.check.Range;
import dev.probity.lifecycle.LameDuckReadiness;
import dev.probity.settings.LameDuckProperties;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.RequiredRange;
import dev.probity.settings.SpringBootTests;

import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;

/**
 * What properties and environment make of the lame duck.
 */
public final class LameDuckSettings {

	// Spring Boot's shutdown hook waits for a context no longer than that
	private static final Range<Duration> DURATIONS = Range.of(Duration.ZERO, Duration.ofMinutes(10));

	private LameDuckSettings() {
	}

	/**
	 * How long the application goes on serving after SIGTERM, and what its readiness
	 * answers meanwhile.
	 */
	static LameDuckPolicy policy(LameDuckProperties properties, Environment environment) {
		Duration duration = valid(properties.duration());
		return new LameDuckPolicy(
				(isEnabled(properties, environment) && !SpringBootTests.isOne(environment)) ? duration : Duration.ZERO,
				properties.keepReady() ? LameDuckReadiness.KEPT : LameDuckReadiness.WITHDRAWN);
	}

	/**
	 * How long it is on Kubernetes, wherever the application runs now.
	 */
	public static Duration durationOnKubernetes(LameDuckProperties properties) {
		return !Boolean.FALSE.equals(properties.enabled()) ? valid(properties.duration()) : Duration.ZERO;
	}

	private static Duration valid(Duration duration) {
		RequiredRange.require("probity.lame-duck.duration", duration, DURATIONS,
				"Spring Boot waits no longer for the end of a context",
				"Leave room for the shutdown itself in the grace period of the platform (30s on Kubernetes unless set). "
						+ "To shut down at once, set 'probity.lame-duck.enabled' to false.");
		return duration;
	}

	private static boolean isEnabled(LameDuckProperties properties, Environment environment) {
		Boolean enabled = properties.enabled();
		return (enabled != null) ? enabled : CloudPlatform.KUBERNETES.isActive(environment);
	}

}
