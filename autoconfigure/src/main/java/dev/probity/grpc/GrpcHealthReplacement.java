package dev.probity.grpc;

import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Puts Probity's health service in the place of the one that Spring Boot's manager
 * serves. One that the application has written itself is left alone.
 */
final class GrpcHealthReplacement implements BeanPostProcessor {

	private final ObjectProvider<HealthStatusManager> manager;

	private final ObjectProvider<GrpcHealth> health;

	GrpcHealthReplacement(ObjectProvider<HealthStatusManager> manager, ObjectProvider<GrpcHealth> health) {
		this.manager = manager;
		this.health = health;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		boolean replaced = bean instanceof HealthGrpc.AsyncService
				&& this.manager.stream().anyMatch((manager) -> manager.getHealthService() == bean);
		return replaced ? new GrpcHealthService(this.health.getObject()) : bean;
	}

}
