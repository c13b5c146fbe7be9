package dev.probity.settings;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/**
 * The records of the properties, whose components Probity reads and whose constructors it
 * calls by itself: to know which settings there are, and to tell apart what each property
 * source says. What else of ours a property may be is made by Spring, of text, by a
 * method of that type.
 */
final class SettingsRuntimeHints implements RuntimeHintsRegistrar {

	private static final String OURS = ClassUtils.getPackageName(SettingsRuntimeHints.class.getPackageName()) + ".";

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		Set<Class<?>> types = new LinkedHashSet<>();
		collect(ProbityProperties.class, types);
		for (Class<?> type : types) {
			Method ofText = ClassUtils.getMethodIfAvailable(type, "of", String.class);
			if (type.isRecord()) {
				hints.reflection()
					.registerType(type, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
							MemberCategory.INVOKE_PUBLIC_METHODS);
			}
			else if (ofText != null) {
				hints.reflection().registerMethod(ofText, ExecutableMode.INVOKE);
			}
		}
	}

	private static void collect(Type type, Set<Class<?>> types) {
		if (type instanceof ParameterizedType parameterized) {
			for (Type argument : parameterized.getActualTypeArguments()) {
				collect(argument, types);
			}
		}
		else if (type instanceof Class<?> raw && raw.getName().startsWith(OURS) && types.add(raw) && raw.isRecord()) {
			for (RecordComponent component : raw.getRecordComponents()) {
				collect(component.getGenericType(), types);
			}
		}
	}

}
