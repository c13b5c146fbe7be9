package dev.probity.test.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Settings as they are in the pod: what the manifest gives the container comes before
 * what the application says itself, in any spelling that Spring Boot knows, and fills its
 * placeholders. Not thread-safe.
 */
final class PodSettings {

	private final MutablePropertySources sources = new MutablePropertySources();

	private final PropertyResolver placeholders = new PropertySourcesPropertyResolver(this.sources);

	private final List<String> unknown = new ArrayList<>();

	PodSettings(ConfigurableEnvironment environment, Map<String, String> variables) {
		// by the end of its name Spring Boot knows that these are variables
		this.sources
			.addLast(new SystemEnvironmentPropertySource("pod-systemEnvironment", new LinkedHashMap<>(variables)));
		environment.getPropertySources().stream().filter((source) -> !isOfRun(source)).forEach(this.sources::addLast);
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
		return this.sources.stream()
			.map(ConfigurationPropertySource::from)
			.filter(Objects::nonNull)
			.map((source) -> source.getConfigurationProperty(name))
			.filter(Objects::nonNull)
			.map((found) -> this.placeholders.resolvePlaceholders(String.valueOf(found.getValue())))
			.toList();
	}

}
