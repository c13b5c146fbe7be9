package dev.probity.definition;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Where settings by name are said.
 *
 * @param prefix what comes before the names
 * @param all the property sources, the one that takes precedence first
 */
record SettingSources(ConfigurationPropertyName prefix, List<ConfigurationPropertySource> all) {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

	static SettingSources of(String prefix, ConfigurableEnvironment environment) {
		return new SettingSources(ConfigurationPropertyName.of(prefix),
				StreamSupport
					.stream(ConfigurationPropertySources.from(environment.getPropertySources()).spliterator(), false)
					.toList());
	}

	/**
	 * The index of the first source that has a setting of a name in one spelling.
	 * @return the number of sources if none has it
	 */
	int precedence(String name, String setting) {
		List<ConfigurationPropertyName> names = names(name);
		for (int i = 0; i < this.all.size(); i++) {
			ConfigurationPropertySource source = this.all.get(i);
			if (names.stream().anyMatch((each) -> sets(source, each.append(setting)))) {
				return i;
			}
		}
		return this.all.size();
	}

	/**
	 * How Spring Boot looks it up: with brackets if it has characters that would be lost
	 * without.
	 */
	private List<ConfigurationPropertyName> names(String name) {
		ConfigurationPropertyName bracketed = this.prefix.append("[" + name + "]");
		return PLAIN.matcher(name).matches()
				? List.of(ConfigurationPropertyName.adapt(this.prefix + "." + name, '.'), bracketed)
				: List.of(bracketed);
	}

	private static boolean sets(ConfigurationPropertySource source, ConfigurationPropertyName property) {
		return source.getConfigurationProperty(property) != null
				|| source.containsDescendantOf(property) == ConfigurationPropertyState.PRESENT;
	}

}
