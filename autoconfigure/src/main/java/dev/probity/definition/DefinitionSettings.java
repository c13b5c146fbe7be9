package dev.probity.definition;

import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.probity.settings.CheckNames;
import dev.probity.settings.ProbityProperties;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a check, by its own name or by another that it goes by.
 *
 * @param checks the settings by name
 */
record DefinitionSettings(NamedSettings<ProbityProperties.Check> checks) {

	static String property(String key, String setting) {
		return "probity.checks." + (key.contains("/") ? "[" + key + "]" : key) + "." + setting;
	}

	/**
	 * What is said of a check itself comes before what is said of a composite it is in.
	 */
	<T> @Nullable T of(CheckDefinition definition, Function<ProbityProperties.Check, @Nullable T> getter) {
		return names(definition).map((name) -> this.checks.first(name, getter))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	private static Stream<String> names(CheckDefinition definition) {
		return Stream.concat(CheckNames.withComposites(definition.name()).stream(),
				Stream.ofNullable(definition.alias()));
	}

	/**
	 * How the properties write a name, or {@code null} if they say nothing of it.
	 */
	@Nullable String key(String name) {
		return this.checks.names().filter((key) -> CheckNames.areEqual(key, name)).findFirst().orElse(null);
	}

	@Nullable String key(CheckDefinition definition) {
		return names(definition).map(this::key).filter(Objects::nonNull).findFirst().orElse(null);
	}

}
