package dev.probity.indicator;

import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import dev.probity.check.CheckResult;
import dev.probity.check.HealthCheck;
import dev.probity.check.VitalCheck;
import dev.probity.definition.AvailabilityContributors;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;

/**
 * The indicators that show the availability of the application. Those of Spring Boot say
 * what has been published, which the probes know; those of the application's own, or
 * those that ask an <code>ApplicationAvailability</code> of its own, are checks that
 * their probe requires.
 *
 * @param published whether Spring Boot's indicators say what has been published
 * @param ready whether the application is ready in the sense of Spring Boot
 */
public record AvailabilityIndicators(boolean published, BooleanSupplier ready) {

	private static final Map<String, ProbeType> PROBES = Map.of("livenessState", ProbeType.LIVENESS, "readinessState",
			ProbeType.READINESS);

	/**
	 * Those of an application.
	 */
	public static AvailabilityIndicators in(BeanFactory beanFactory, BooleanSupplier ready) {
		boolean published = beanFactory.getBeanProvider(ApplicationAvailability.class)
			.stream()
			.allMatch((bean) -> AopUtils.getTargetClass(bean) == ApplicationAvailabilityBean.class);
		AtomicBoolean once = new AtomicBoolean();
		// contexts that are made later change nothing
		return new AvailabilityIndicators(published, () -> once.get() || ready.getAsBoolean() && !once.getAndSet(true));
	}

	/**
	 * Whether a contributor has nothing to say that the probes do not know.
	 */
	boolean areKnown(IndicatorSource source) {
		return AvailabilityContributors.include(source.name(), source.contributor())
				&& (this.published || !PROBES.containsKey(source.name()));
	}

	/**
	 * The probe whose availability a contributor shows.
	 * @return {@code null} if it shows something else
	 */
	@Nullable ProbeType probe(String contributor) {
		return PROBES.get(contributor);
	}

	/**
	 * Define the check of an indicator of availability.
	 */
	CheckDefinition definition(String name, ProbeType probe, HealthCheck check) {
		return new CheckDefinition(name, null, Criticality.REQUIRED, probe, Pace.NORMAL, null,
				(policy) -> (VitalCheck) () -> onceReady(check));
	}

	/**
	 * Until the application is ready, whoever asks for what has been published hears that
	 * it is broken and refuses traffic.
	 */
	private CheckResult onceReady(HealthCheck check) throws Exception {
		return this.ready.getAsBoolean() ? check.check() : CheckResult.inconclusive("the application is not ready yet");
	}

}
