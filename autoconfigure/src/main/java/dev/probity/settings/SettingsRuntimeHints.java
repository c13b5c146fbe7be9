package dev.probity.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * The records of the properties, whose components Probity reads and whose constructors it
 * calls by itself: to know which settings there are, and to tell apart what each property
 * source says.
 */
final class SettingsRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Set<Class<?>> records = new LinkedHashSet<>();
		collect(ProbityProperties.class, records);
		records.forEach((type) -> hints.reflection()
			.registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS));
	}

	private static void collect(Type type, Set<Class<?>> records) {
		if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == Map.class) {
			collect(parameterized.getActualTypeArguments()[1], records);
		}
		else if (type instanceof Class<?> raw && raw.isRecord() && records.add(raw)) {
			for (RecordComponent component : raw.getRecordComponents()) {
				collect(component.getGenericType(), records);
			}
		}
	}

}
