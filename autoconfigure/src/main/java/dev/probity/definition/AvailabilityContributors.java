package dev.probity.definition;

import java.util.Map;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.health.application.LivenessStateHealthIndicator;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.contributor.PingHealthIndicator;

/**
 * The contributors of Spring Boot that say only what the probes know anyway. What the
 * application has put in the place of one of them may say anything.
 */
public final class AvailabilityContributors {

	private static final Map<String, Class<?>> BOOTS = Map.of("livenessState", LivenessStateHealthIndicator.class,
			"readinessState", ReadinessStateHealthIndicator.class, "ping", PingHealthIndicator.class);

	private AvailabilityContributors() {
	}

	/**
	 * Whether a contributor is one of them, whoever has put a proxy around it.
	 * @param name its name
	 */
	public static boolean include(String name, Object contributor) {
		return AopUtils.getTargetClass(contributor) == BOOTS.get(name);
	}

}
