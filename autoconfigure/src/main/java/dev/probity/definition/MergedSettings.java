package dev.probity.definition;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.settings.CheckNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.ReflectionUtils;

/**
 * Settings by name, with one name for all its spellings: one with the case and the
 * dashes, which an environment variable cannot have, if there is one. Each setting comes
 * from the property source with the highest precedence that contains it; what maps say is
 * taken together, whatever the spelling there.
 */
public final class MergedSettings {

	private final SettingSources sources;

	private MergedSettings(SettingSources sources) {
		this.sources = sources;
	}

	/**
	 * The settings under a prefix.
	 * @param bound the same as Spring Boot has bound it, each spelling by itself; may
	 * have defaults in place of what is not set
	 */
	public static <T extends Record> Map<String, T> of(String prefix, Map<String, T> bound,
			ConfigurableEnvironment environment) {
		MergedSettings settings = new MergedSettings(SettingSources.of(prefix, environment));
		Map<String, T> merged = new LinkedHashMap<>();
		bound.entrySet()
			.stream()
			.collect(Collectors.groupingBy((said) -> CheckNames.canonical(said.getKey()), LinkedHashMap::new,
					Collectors.toList()))
			.values()
			.forEach((spellings) -> merged.put(name(spellings), settings.merge(spellings)));
		return merged;
	}

	private static String name(List<? extends Entry<String, ?>> spellings) {
		return spellings.stream()
			.map(Entry::getKey)
			.filter((name) -> !name.equals(CheckNames.canonical(name)))
			.findFirst()
			.orElse(spellings.get(0).getKey());
	}

	private <T extends Record> T merge(List<Entry<String, T>> spellings) {
		T first = spellings.get(0).getValue();
		if (spellings.size() == 1) {
			return first;
		}
		@SuppressWarnings("unchecked")
		Class<T> type = (Class<T>) first.getClass();
		@Nullable Object[] values = Stream.of(type.getRecordComponents())
			.map((setting) -> merged(said(setting, spellings)))
			.toArray();
		return BeanUtils.instantiateClass(BeanUtils.getResolvableConstructor(type), values);
	}

	/**
	 * The values of one setting, that of the source that takes precedence first.
	 */
	private <T extends Record> List<Object> said(RecordComponent setting, List<Entry<String, T>> spellings) {
		String property = DataObjectPropertyName.toDashedForm(setting.getName());
		List<Entry<Integer, Object>> said = new ArrayList<>();
		for (Entry<String, T> spelling : spellings) {
			Object value = ReflectionUtils.invokeMethod(setting.getAccessor(), spelling.getValue());
			if (value != null) {
				said.add(Map.entry(this.sources.precedence(spelling.getKey(), property), value));
			}
		}
		return said.stream().sorted(Entry.comparingByKey()).map(Entry::getValue).toList();
	}

	private static @Nullable Object merged(List<Object> said) {
		if (said.isEmpty() || !(said.get(0) instanceof Map)) {
			return said.isEmpty() ? null : said.get(0);
		}
		Map<Object, Object> together = new LinkedHashMap<>();
		Set<String> names = new HashSet<>();
		said.forEach((map) -> {
			Map<?, ?> further = new LinkedHashMap<>((Map<?, ?>) map);
			further.keySet().removeIf((name) -> names.contains(CheckNames.canonical(name.toString())));
			together.putAll(further);
			further.keySet().forEach((name) -> names.add(CheckNames.canonical(name.toString())));
		});
		return together;
	}

}
