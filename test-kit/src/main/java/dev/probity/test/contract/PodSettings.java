package dev.probity.test.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Settings as they are in the pod: what the manifest gives the container comes before
 * what the application says itself, in any spelling that Spring Boot knows, and fills its
 * placeholders. Not thread-safe.
 */
final class PodSettings {

	private final ConfigurableEnvironment environment;

	private final List<String> unknown = new ArrayList<>();

	PodSettings(Environment application, Map<String, String> variables) {
		this.environment = environment(application, variables);
	}

	/**
	 * The environment of the application as it is in the pod.
	 */
	static ConfigurableEnvironment environment(Environment application, Map<String, String> variables) {
		ConfigurableEnvironment pod = new AbstractEnvironment() {
		};
		// by the end of its name Spring Boot knows that these are variables
		pod.getPropertySources()
			.addLast(new SystemEnvironmentPropertySource("pod-systemEnvironment", new LinkedHashMap<>(variables)));
		((ConfigurableEnvironment) application).getPropertySources()
			.stream()
			.filter((source) -> !isOfRun(source))
			.forEach(pod.getPropertySources()::addLast);
		return pod;
	}

	/**
	 * What repeats the other sources, and what is found out when a port is opened.
	 */
	private static boolean isOfRun(PropertySource<?> source) {
		return source.getName().equals("configurationProperties") || source.getName().equals("server.ports");
	}

	String text(String property, String otherwise) {
		return values(property).stream().findFirst().orElse(otherwise);
	}

	/**
	 * The number of a port. A random one, or none where another would be expected, is
	 * that of a test, and none that a manifest could name.
	 */
	int port(String property, int otherwise) {
		for (String value : values(property)) {
			try {
				int port = value.isBlank() ? 0 : Integer.parseInt(value.trim());
				if (port != 0) {
					return port;
				}
			}
			catch (NumberFormatException ex) {
				this.unknown.add("'%s' is '%s'".formatted(property, value));
				return otherwise;
			}
		}
		return otherwise;
	}

	/**
	 * What is no number unless the manifest says so, which it does not.
	 */
	List<String> unknown() {
		return this.unknown;
	}

	private List<String> values(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.of(property);
		return this.environment.getPropertySources()
			.stream()
			.map(ConfigurationPropertySource::from)
			.filter(Objects::nonNull)
			.map((source) -> source.getConfigurationProperty(name))
			.filter(Objects::nonNull)
			.map((found) -> this.environment.resolvePlaceholders(String.valueOf(found.getValue())))
			.toList();
	}

}
