package dev.probity.budget;

import dev.probity.budget.ShutdownAnnouncement.Audience;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * What the end of a pod may take, and whether the pod gives so much. In each context of a
 * hierarchy, since each is closed.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Probes.class)
public final class ProbityShutdownBudgetAutoConfiguration {

	@Bean
	ShutdownAnnouncement probityShutdownAnnouncement(ApplicationContext context, ProbityProperties properties,
			ObjectProvider<ShutdownCosts> costs, Environment environment) {
		return new ShutdownAnnouncement(PodTermination.of(properties.kubernetes()).gracePeriod(),
				KnownShutdownCosts.of(context, properties), costs.orderedStream().toList(),
				audience(properties, environment));
	}

	private static Audience audience(ProbityProperties properties, Environment environment) {
		boolean matters = CloudPlatform.KUBERNETES.isActive(environment)
				|| Boolean.TRUE.equals(properties.lameDuck().enabled())
				|| properties.kubernetes().terminationGracePeriod() != null;
		return (matters && !SpringBootTests.isOne(environment)) ? Audience.OPERATOR : Audience.NOBODY;
	}

}
