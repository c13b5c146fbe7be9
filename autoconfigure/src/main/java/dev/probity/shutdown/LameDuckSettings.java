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
	 * How long the application goes on serving after SIGTERM, and what its readiness
	 * answers meanwhile.
	 */
	static LameDuckPolicy policy(ProbityProperties.LameDuck properties, Environment environment) {
		Duration duration = valid(properties.duration());
		checkEarlyEnd(properties);
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

	private static void checkEarlyEnd(ProbityProperties.LameDuck properties) {
		ProbityProperties.EarlyEnd earlyEnd = properties.earlyEnd();
		if (earlyEnd.notReadyAnswers() < 1) {
			throw new FailureAnalyzedException(
					"The lame duck is to end early once each balancer has been told %d times that the instance is not ready, but it has to be told at least once."
						.formatted(earlyEnd.notReadyAnswers()),
					"Set 'probity.lame-duck.early-end.not-ready-answers' to the number of failed checks after which the "
							+ "balancer takes an instance out (HAProxy: fall).");
		}
		if (earlyEnd.quietTime().isNegative()) {
			throw new FailureAnalyzedException(
					"The quiet time before an early end of the lame duck is %s, but time does not run backwards."
						.formatted(print(earlyEnd.quietTime())),
					"Correct the property 'probity.lame-duck.early-end.quiet-time'.");
		}
		if (earlyEnd.enabled() && properties.keepReady()) {
			throw new FailureAnalyzedException(
					"The lame duck is to keep saying that it is ready, and to end early once every balancer has been "
							+ "told that it is not: that never happens.",
					"Set either 'probity.lame-duck.keep-ready' or 'probity.lame-duck.early-end.enabled' to false.");
		}
	}

	private static String print(Duration duration) {
		return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
	}

	private static boolean isEnabled(ProbityProperties.LameDuck properties, Environment environment) {
		Boolean enabled = properties.enabled();
		return (enabled != null) ? enabled : CloudPlatform.KUBERNETES.isActive(environment);
	}

}
