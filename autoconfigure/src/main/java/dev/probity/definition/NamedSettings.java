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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.probity.settings.CheckNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
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

	// those of a property source that takes precedence come first
	private final List<Entry<String, T>> said;

	// makes one of several names that mean the same
	private final UnaryOperator<String> meaning;

	private NamedSettings(List<Entry<String, T>> said, UnaryOperator<String> meaning) {
		this.said = said;
		this.meaning = meaning;
	}

	/**
	 * The settings under a prefix.
	 * @param bound the same as Spring Boot has bound it: each spelling by itself, with
	 * the values of all sources
	 */
	public static <T extends Record> NamedSettings<T> of(String prefix, Map<String, T> bound,
			ConfigurableEnvironment environment) {
		return of(prefix, bound, environment, UnaryOperator.identity());
	}

	/**
	 * The same where several names may mean the same.
	 * @param meaning makes one of them
	 */
	static <T extends Record> NamedSettings<T> of(String prefix, Map<String, T> bound,
			ConfigurableEnvironment environment, UnaryOperator<String> meaning) {
		List<Entry<String, T>> said = List.copyOf(bound.entrySet());
		long names = bound.keySet().stream().map(meaning).map(CheckNames::canonical).distinct().count();
		return new NamedSettings<>(
				(names == said.size()) ? said : bySource(SettingSources.of(prefix, environment), said), meaning);
	}

	private static <T extends Record> List<Entry<String, T>> bySource(SettingSources sources,
			List<Entry<String, T>> said) {
		List<Entry<Integer, Entry<String, T>>> parts = new ArrayList<>();
		for (Entry<String, T> each : said) {
			bySource(each.getValue(), (setting) -> sources.precedence(each.getKey(), setting))
				.forEach((source, part) -> parts.add(Map.entry(source, Map.entry(each.getKey(), part))));
		}
		return parts.stream().sorted(Comparator.comparing(Entry::getKey)).map(Entry::getValue).toList();
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
		Entry<String, T> said = said(name, setting);
		return (said != null) ? setting.apply(said.getValue()) : null;
	}

	/**
	 * How a name is written where one setting of it comes from.
	 * @return the spelling, or {@code null} if the setting is not set
	 */
	@Nullable String spelling(String name, Function<T, ? extends @Nullable Object> setting) {
		Entry<String, T> said = said(name, setting);
		return (said != null) ? said.getKey() : null;
	}

	private @Nullable Entry<String, T> said(String name, Function<T, ? extends @Nullable Object> setting) {
		for (Entry<String, T> each : this.said) {
			boolean meant = CheckNames.areEqual(this.meaning.apply(each.getKey()), this.meaning.apply(name));
			if (meant && setting.apply(each.getValue()) != null) {
				return each;
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
