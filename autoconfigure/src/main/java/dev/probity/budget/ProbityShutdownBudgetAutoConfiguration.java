package dev.probity.budget;

import dev.probity.budget.ShutdownAnnouncement.Audience;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.SpringBootTests;
import dev.probity.shutdown.LameDuckSettings;
import reactor.netty.resources.LoopResources;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;

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
	ShutdownAnnouncement probityShutdownAnnouncement(ProbityProperties properties, ObjectProvider<ShutdownCosts> costs,
			Environment environment) {
		return new ShutdownAnnouncement(PodTermination.of(properties.kubernetes()).gracePeriod(),
				costs.orderedStream().toList(), audience(properties, environment));
	}

	private static Audience audience(ProbityProperties properties, Environment environment) {
		boolean matters = CloudPlatform.KUBERNETES.isActive(environment)
				|| Boolean.TRUE.equals(properties.lameDuck().enabled())
				|| properties.kubernetes().terminationGracePeriod() != null;
		return (matters && !SpringBootTests.isOne(environment)) ? Audience.OPERATOR : Audience.NOBODY;
	}

	@Bean
	@Order(1)
	PodShutdownCost probityPodShutdown(ApplicationContext context, ProbityProperties properties) {
		return new PodShutdownCost(context, PodTermination.of(properties.kubernetes()).preStop(),
				LameDuckSettings.durationOnKubernetes(properties.lameDuck()));
	}

	@Bean
	@Order(2)
	GrpcServerShutdownCost probityGrpcServerShutdown(ApplicationContext context) {
		return new GrpcServerShutdownCost(context);
	}

	@Bean
	@Order(3)
	ShutdownPhases probityShutdownPhases(ApplicationContext context, ObjectProvider<PhaseWait> waits) {
		return new ShutdownPhases(context, waits.orderedStream().toList());
	}

	@Bean
	ListenerWait probityListenerWait() {
		return new ListenerWait();
	}

	@Bean
	TaskWait probityTaskWait() {
		return new TaskWait();
	}

	@Bean
	@Order(8)
	TaskTermination probityTaskTermination(ApplicationContext context) {
		return new TaskTermination(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerGracefulShutdownLifecycle.class)
	static class WebServerConfiguration {

		@Bean
		WebServerWait probityWebServerWait() {
			return new WebServerWait();
		}

		@Bean
		@Order(4)
		ManagementServerShutdownCost probityManagementServerShutdown(ApplicationContext context) {
			return new ManagementServerShutdownCost(context);
		}

		@Bean
		@Order(5)
		WebServerThreadCost probityWebServerThreads(ApplicationContext context) {
			return new WebServerThreadCost(context);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ReactorResourceFactory.class, LoopResources.class })
	static class ReactorNettyConfiguration {

		@Bean
		@Order(6)
		EventLoopShutdownCost probityEventLoopShutdown(ObjectProvider<ReactorResourceFactory> resources) {
			return new EventLoopShutdownCost(resources);
		}

	}

}
