package dev.probity.autoconfigure;

import dev.probity.autoconfigure.ShutdownAnnouncement.Audience;
import dev.probity.lameduck.ShutdownCosts;
import dev.probity.probe.Probes;
import dev.probity.port.SpringBootTests;
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
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/**
 * What the end of a pod may take, and whether the pod gives so much. In each context of a
 * hierarchy, since each is closed.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Probes.class)
public final class ProbityKubernetesAutoConfiguration {

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
	PodShutdown probityPodShutdown(ApplicationContext context, ProbityProperties properties) {
		return new PodShutdown(context, PodTermination.of(properties.kubernetes()).preStop(),
				LameDuckSettings.durationOnKubernetes(properties.lameDuck()));
	}

	@Bean
	@Order(2)
	GrpcServerShutdown probityGrpcServerShutdown(ApplicationContext context) {
		return new GrpcServerShutdown(context);
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
		ManagementServerShutdown probityManagementServerShutdown(ApplicationContext context) {
			return new ManagementServerShutdown(context);
		}

		@Bean
		@Order(5)
		WebServerThreads probityWebServerThreads(ApplicationContext context) {
			return new WebServerThreads(context);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ ReactorResourceFactory.class, LoopResources.class })
	static class ReactorNettyConfiguration {

		@Bean
		@Order(6)
		EventLoopShutdown probityEventLoopShutdown(ObjectProvider<ReactorResourceFactory> resources) {
			return new EventLoopShutdown(resources);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(DefaultKafkaProducerFactory.class)
	static class KafkaConfiguration {

		@Bean
		@Order(7)
		KafkaProducerShutdown probityKafkaProducerShutdown(
				ObjectProvider<DefaultKafkaProducerFactory<?, ?>> factories) {
			return new KafkaProducerShutdown(factories);
		}

	}

}
