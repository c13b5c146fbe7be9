package dev.probity.definition;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.probity.settings.CheckNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ReflectionUtils;

/**
 * Settings by name, where the name may be spelled in more than one way: in a file, in an
 * environment variable or on the command line. Each setting comes from the property
 * source with the highest precedence that contains it, in whatever spelling.
 *
 * @param <T> the record of settings, with {@code null} for those that are not set
 */
public final class NamedSettings<T extends Record> {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

	// those of a property source that takes precedence come first
	private final List<Entry<String, T>> said;

	private NamedSettings(List<Entry<String, T>> said) {
		this.said = said;
	}

	/**
	 * The settings under a prefix.
	 * @param bound the same as Spring Boot has bound it: each spelling by itself, with
	 * the values of all sources
	 */
	public static <T extends Record> NamedSettings<T> of(String prefix, Map<String, T> bound,
			ConfigurableEnvironment environment) {
		List<Entry<String, T>> said = List.copyOf(bound.entrySet());
		boolean unique = bound.keySet().stream().map(CheckNames::canonical).distinct().count() == said.size();
		return new NamedSettings<>(unique ? said : bySource(ConfigurationPropertyName.of(prefix), said, environment));
	}

	private static <T extends Record> List<Entry<String, T>> bySource(ConfigurationPropertyName prefix,
			List<Entry<String, T>> said, ConfigurableEnvironment environment) {
		List<ConfigurationPropertySource> sources = new ArrayList<>();
		ConfigurationPropertySources.from(environment.getPropertySources()).forEach(sources::add);
		List<Entry<Integer, Entry<String, T>>> parts = new ArrayList<>();
		for (Entry<String, T> each : said) {
			List<ConfigurationPropertyName> names = names(prefix, each.getKey());
			bySource(each.getValue(), (setting) -> precedence(names, setting, sources))
				.forEach((source, part) -> parts.add(Map.entry(source, Map.entry(each.getKey(), part))));
		}
		return parts.stream().sorted(Comparator.comparing(Entry::getKey)).map(Entry::getValue).toList();
	}

	/**
	 * How Spring Boot looks it up: with brackets if it has characters that would be lost
	 * without.
	 */
	private static List<ConfigurationPropertyName> names(ConfigurationPropertyName prefix, String name) {
		ConfigurationPropertyName bracketed = prefix.append("[" + name + "]");
		return PLAIN.matcher(name).matches()
				? List.of(ConfigurationPropertyName.adapt(prefix + "." + name, '.'), bracketed) : List.of(bracketed);
	}

	private static int precedence(List<ConfigurationPropertyName> names, String setting,
			List<ConfigurationPropertySource> sources) {
		for (int i = 0; i < sources.size(); i++) {
			ConfigurationPropertySource source = sources.get(i);
			if (names.stream().anyMatch((name) -> says(source, name.append(setting)))) {
				return i;
			}
		}
		return sources.size();
	}

	private static boolean says(ConfigurationPropertySource source, ConfigurationPropertyName property) {
		return source.getConfigurationProperty(property) != null
				|| source.containsDescendantOf(property) == ConfigurationPropertyState.PRESENT;
	}

	/**
	 * The settings of each source separately.
	 */
	private static <T extends Record> Map<Integer, T> bySource(T whole, Function<String, Integer> precedence) {
		@SuppressWarnings("unchecked")
		Class<T> type = (Class<T>) whole.getClass();
		RecordComponent[] components = type.getRecordComponents();
		Map<Integer, @Nullable Object[]> parts = new TreeMap<>();
		for (int i = 0; i < components.length; i++) {
			Object value = ReflectionUtils.invokeMethod(components[i].getAccessor(), whole);
			if (value != null) {
				int source = precedence.apply(DataObjectPropertyName.toDashedForm(components[i].getName()));
				parts.computeIfAbsent(source, (first) -> new Object[components.length])[i] = value;
			}
		}
		Constructor<T> constructor = BeanUtils.getResolvableConstructor(type);
		Map<Integer, T> made = new TreeMap<>();
		parts.forEach((source, values) -> made.put(source, BeanUtils.instantiateClass(constructor, values)));
		return made;
	}

	/**
	 * One setting by name.
	 * @return the value, or {@code null} if it is not set
	 */
	public <V> @Nullable V first(String name, Function<T, @Nullable V> setting) {
		for (Entry<String, T> each : this.said) {
			V value = CheckNames.areEqual(each.getKey(), name) ? setting.apply(each.getValue()) : null;
			if (value != null) {
				return value;
			}
		}
		return null;
	}

	/**
	 * The names that have settings, as they are written.
	 */
	public Stream<String> names() {
		return this.said.stream().map(Entry::getKey).distinct();
	}

}
