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
		return first(names(definition), getter);
	}

	/**
	 * The same of a check that is only about to be defined.
	 */
	<T> @Nullable T of(String name, Function<ProbityProperties.Check, @Nullable T> getter) {
		return first(CheckNames.withComposites(name).stream(), getter);
	}

	private <T> @Nullable T first(Stream<String> names, Function<ProbityProperties.Check, @Nullable T> getter) {
		return names.map((name) -> this.checks.first(name, getter)).filter(Objects::nonNull).findFirst().orElse(null);
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

	/**
	 * How the properties write the name under which they say one setting of a check, else
	 * that under which they say anything of it.
	 * @return the name, or {@code null} if they say nothing
	 */
	@Nullable String key(CheckDefinition definition, Function<ProbityProperties.Check, ? extends @Nullable Object> getter) {
		return names(definition).map((name) -> this.checks.spelling(name, getter))
			.filter(Objects::nonNull)
			.findFirst()
			.or(() -> names(definition).map(this::key).filter(Objects::nonNull).findFirst())
			.orElse(null);
	}

	/**
	 * The property that says a setting of a check.
	 */
	String property(CheckDefinition definition, String setting,
			Function<ProbityProperties.Check, ? extends @Nullable Object> getter) {
		String key = key(definition, getter);
		return property((key != null) ? key : definition.name(), setting);
	}

}
