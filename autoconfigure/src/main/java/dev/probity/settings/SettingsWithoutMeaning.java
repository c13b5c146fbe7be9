package dev.probity.settings;

import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import dev.probity.settings.KnownSettings.Meaning;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Warns about environment variables and system properties that begin with "probity" and
 * are no property of Probity, and about one property that is set twice. In a file the
 * former would fail the start; Spring Boot ignores unknown ones from these two sources,
 * since they may be meant for something else.
 */
public final class SettingsWithoutMeaning {

	private static final Log logger = LogFactory.getLog(SettingsWithoutMeaning.class);

	private static final String PREFIX = "probity.";

	private static final String VARIABLE = "environment variable";

	// a variable may have the name of a property as well
	private static final Map<String, String> EXEMPT = Map.of(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
			"system property", StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, VARIABLE);

	private final ConfigurableEnvironment environment;

	public SettingsWithoutMeaning(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	/**
	 * Say of each that it has no effect.
	 */
	public void warn() {
		for (ProbityVariables variables : ProbityVariables.in(this.environment)) {
			variables.meaningless()
				.forEach(
						(variable, nearest) -> warn(VARIABLE, variable, (nearest != null) ? nearest.variable() : null));
			variables.overruled()
				.forEach((variable, other) -> logger
					.warn("The environment variable '%s' has no effect: '%s' overrides it with another value."
						.formatted(variable, other)));
		}
		KnownSettings known = KnownSettings.all();
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			String kind = EXEMPT.get(source.getName());
			if (source instanceof EnumerablePropertySource<?> enumerable) {
				if (kind != null) {
					for (String property : enumerable.getPropertyNames()) {
						warn(known, kind, property, source.getProperty(property));
					}
				}
				if (!(source instanceof ProbityVariables)) {
					warnOfSpellings(enumerable);
				}
			}
		}
	}

	private static void warnOfSpellings(EnumerablePropertySource<?> source) {
		TwoSpellings.in(source)
			.forEach((spellings) -> logger.warn(
					"The properties '%s' and '%s' are two spellings of one setting with different values, both in '%s': only one of them has an effect. Remove one."
						.formatted(spellings.one(), spellings.other(), source.getName())));
	}

	private static void warn(KnownSettings known, String kind, String property, @Nullable Object value) {
		if (!property.toLowerCase(Locale.ROOT).startsWith(PREFIX)) {
			return;
		}
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		Meaning nearest = known.nearest(IntStream.range(1, name.getNumberOfElements())
			.mapToObj((i) -> name.getElement(i, Form.UNIFORM))
			.toList(), String.valueOf(value));
		boolean meant = nearest != null && nearest.isExact() && nearest.path().size() == name.getNumberOfElements() - 1;
		if (!meant) {
			warn(kind, property, (nearest != null) ? nearest.property() : null);
		}
	}

	private static void warn(String kind, String name, @Nullable String nearest) {
		logger.warn("The %s '%s' has no effect: Probity has no such property.%s".formatted(kind, name,
				(nearest != null) ? " Did you mean '%s'?".formatted(nearest) : ""));
	}

}
