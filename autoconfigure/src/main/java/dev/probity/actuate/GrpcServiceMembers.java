package dev.probity.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthProperties;

/**
 * The members of the services of gRPC health. Loaded only where there is such a library.
 *
 * @param properties what is declared of the services, if anything
 */
record GrpcServiceMembers(ObjectProvider<GrpcServerHealthProperties> properties) implements NamedContributors {

	static NamedContributors in(BeanFactory beanFactory) {
		return new GrpcServiceMembers(beanFactory.getBeanProvider(GrpcServerHealthProperties.class));
	}

	@Override
	public Map<String, @Nullable Set<String>> byProperty() {
		Map<String, @Nullable Set<String>> names = new LinkedHashMap<>();
		this.properties.ifAvailable((declared) -> declared.getService().forEach((name, service) -> {
			names.put("spring.grpc.server.health.service.%s.include".formatted(name), service.getInclude());
			names.put("spring.grpc.server.health.service.%s.exclude".formatted(name), service.getExclude());
		}));
		return names;
	}

}
