package dev.probity.budget;

import java.time.Duration;
import java.util.Map;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.AbstractApplicationContext;

/**
 * How long a context waits for each phase of its shutdown.
 */
final class PhaseTimeouts {

	static final String PROPERTY = "spring.lifecycle.timeout-per-shutdown-phase";

	// Spring Boot's, which sets it in every context of its own
	private static final Duration DEFAULT = Duration.ofSeconds(30);

	private final Duration common;

	private final Map<?, ?> exceptions;

	private PhaseTimeouts(Duration common, Map<?, ?> exceptions) {
		this.common = common;
		this.exceptions = exceptions;
	}

	static PhaseTimeouts of(ApplicationContext context) {
		Object processor = context.getBean(AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME);
		Duration common = (HiddenSetting.of(processor, "timeoutPerShutdownPhase") instanceof Long millis)
				? Duration.ofMillis(millis)
				: Binder.get(context.getEnvironment()).bind(PROPERTY, Duration.class).orElse(DEFAULT);
		Map<?, ?> exceptions = (HiddenSetting.of(processor, "timeoutsForShutdownPhases") instanceof Map<?, ?> map) ? map
				: Map.of();
		return new PhaseTimeouts(common, exceptions);
	}

	Duration of(int phase) {
		return (this.exceptions.get(phase) instanceof Long millis) ? Duration.ofMillis(millis) : this.common;
	}

}
