package dev.probity.grpc;

import dev.probity.probe.Probes;
import dev.probity.registration.BeanOrigin;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.boot.grpc.server.health.GrpcServerHealth;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponents;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Has Spring Boot's gRPC health know that the instance starts, and answer for one service
 * alone. One that the application has made itself is left alone.
 */
final class GrpcStartingHealth implements BeanPostProcessor {

	private static final String BOOTS = GrpcServerHealthAutoConfiguration.class.getName() + "$";

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<HealthContributorRegistry> registry;

	private final ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry;

	private final ObjectProvider<HealthCheckedGrpcComponents> components;

	private final ObjectProvider<Probes> probes;

	GrpcStartingHealth(ConfigurableListableBeanFactory beanFactory, ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
			ObjectProvider<HealthCheckedGrpcComponents> components, ObjectProvider<Probes> probes) {
		this.beanFactory = beanFactory;
		this.registry = registry;
		this.reactiveRegistry = reactiveRegistry;
		this.components = components;
		this.probes = probes;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String name) {
		if (bean.getClass() != GrpcServerHealth.class || !BeanOrigin.isIn(BOOTS, this.beanFactory, name)) {
			return bean;
		}
		return new GrpcServiceHealth(this.registry.getObject(), this.reactiveRegistry.getIfAvailable(),
				new GrpcStartingComponents(this.components.getObject(),
						() -> !this.probes.getObject().hasCompletedStartup()));
	}

}
