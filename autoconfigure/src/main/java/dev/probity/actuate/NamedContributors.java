package dev.probity.actuate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.util.ClassUtils;

/**
 * The health contributors that the application names as members of something.
 */
@FunctionalInterface
interface NamedContributors {

	/**
	 * The names by the property that has them.
	 */
	Map<String, @Nullable Set<String>> byProperty();

	/**
	 * All of an application.
	 * @param beanFactory its beans
	 * @param declared its health groups
	 */
	static List<NamedContributors> in(BeanFactory beanFactory, HealthEndpointProperties declared) {
		List<NamedContributors> named = new ArrayList<>();
		named.add(() -> ofGroups(declared));
		ClassLoader loader = (beanFactory instanceof ConfigurableBeanFactory configurable)
				? configurable.getBeanClassLoader() : null;
		if (ClassUtils.isPresent("org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthProperties",
				loader)) {
			named.add(GrpcServiceMembers.in(beanFactory));
		}
		return named;
	}

	private static Map<String, @Nullable Set<String>> ofGroups(HealthEndpointProperties declared) {
		Map<String, @Nullable Set<String>> names = new LinkedHashMap<>();
		declared.getGroup().forEach((name, group) -> {
			names.put("management.endpoint.health.group.%s.include".formatted(name), group.getInclude());
			names.put("management.endpoint.health.group.%s.exclude".formatted(name), group.getExclude());
		});
		return names;
	}

}
