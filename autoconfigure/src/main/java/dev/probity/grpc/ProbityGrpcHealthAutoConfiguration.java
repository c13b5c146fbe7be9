package dev.probity.grpc;

import java.util.stream.Stream;

import dev.probity.change.ProbeObserver;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.traffic.ProbityTrafficAutoConfiguration;
import dev.probity.traffic.Traffic;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthSchedulerAutoConfiguration;
import org.springframework.boot.grpc.server.health.GrpcServerHealth;
import org.springframework.boot.grpc.server.health.HealthCheckedGrpcComponents;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * The gRPC health protocol, wherever Spring Boot would serve it: on its own gRPC server
 * or in the web server.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityAutoConfiguration.class, ProbityTrafficAutoConfiguration.class,
		GrpcServerHealthAutoConfiguration.class, GrpcServerHealthSchedulerAutoConfiguration.class })
@ConditionalOnClass({ GrpcServerHealthAutoConfiguration.class, HealthStatusManager.class })
@ConditionalOnBooleanProperty(name = "spring.grpc.server.health.enabled", matchIfMissing = true)
@ConditionalOnBean({ Probes.class, HealthStatusManager.class })
public final class ProbityGrpcHealthAutoConfiguration {

	@Bean
	static GrpcHealthReplacement probityGrpcHealthReplacement(ObjectProvider<HealthStatusManager> manager,
			ObjectProvider<GrpcHealth> health) {
		return new GrpcHealthReplacement(manager, health);
	}

	@Bean
	static GrpcHealthPolling probityGrpcHealthPolling() {
		return new GrpcHealthPolling();
	}

	// first: who listens may take its time
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	GrpcHealth probityGrpcHealth(Probes probes, ObjectProvider<ProbeObserver> observers,
			ObjectProvider<GrpcDeclaredServices> declared, HealthStatusManager manager, Environment environment,
			Traffic traffic) {
		GrpcHealthSettings settings = new GrpcHealthSettings(environment);
		settings.warnOfIgnored();
		if (settings.server() == GrpcHealth.Server.LEFT_OUT) {
			// otherwise gRPC would report it as SERVING for ever
			manager.clearStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES);
		}
		return new GrpcHealth(probes,
				ProbeObserver
					.of(Stream.concat(observers.orderedStream(), Stream.of(traffic.calls().overGrpc())).toList()),
				declared.getIfAvailable(GrpcDeclaredServices::none),
				(HealthGrpc.AsyncService) manager.getHealthService(), settings.server());
	}

	@Bean
	GrpcHealthEnd probityGrpcHealthEnd(ObjectProvider<GrpcHealth> health, ApplicationContext context) {
		return new GrpcHealthEnd(health::getObject, context);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBean({ GrpcServerHealth.class, HealthCheckedGrpcComponents.class })
	static class DeclaredServicesConfiguration {

		@Bean
		static GrpcStartingHealth probityGrpcStartingHealth(ConfigurableListableBeanFactory beanFactory,
				ObjectProvider<HealthContributorRegistry> registry,
				ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry,
				ObjectProvider<HealthCheckedGrpcComponents> components, ObjectProvider<Probes> probes) {
			return new GrpcStartingHealth(beanFactory, registry, reactiveRegistry, components, probes);
		}

		@Bean
		GrpcServices probityGrpcServices(HealthCheckedGrpcComponents components) {
			return new GrpcServices(components);
		}

		@Bean
		GrpcDeclaredServices probityGrpcDeclaredServices(GrpcServices services, GrpcServerHealth health,
				Probes probes) {
			return services.statuses(health, probes);
		}

	}

}
