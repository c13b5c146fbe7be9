package dev.probity.detail;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The readable properties of an arbitrary object: the components of a record, the
 * properties of a bean that does not put itself into words.
 */
final class ObjectProperties {

	private ObjectProperties() {
	}

	/**
	 * The properties of an object, or {@code null} if it is better shown as a text.
	 */
	static @Nullable Map<String, Property> of(Object value) throws NoSuchMethodException {
		Class<?> type = value.getClass();
		if (type.isRecord()) {
			return components(type);
		}
		boolean inWords = isOfTheJdk(type) || type.getMethod("toString").getDeclaringClass() != Object.class;
		Map<String, Property> properties = inWords ? Map.of() : getters(type);
		return properties.isEmpty() ? null : properties;
	}

	/**
	 * An object in its own words, or the name of its type if it has none.
	 */
	static String text(Object value) throws NoSuchMethodException {
		Class<?> type = value.getClass();
		boolean inWords = type.getMethod("toString").getDeclaringClass() != Object.class;
		return inWords ? String.valueOf(value) : type.getName();
	}

	private static boolean isOfTheJdk(Class<?> type) {
		return type.getName().startsWith("java.") || type.getName().startsWith("jdk.")
				|| type.getName().startsWith("sun.");
	}

	private static Map<String, Property> components(Class<?> type) {
		Map<String, Property> properties = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			properties.put(component.getName(), property(component.getAccessor()));
		}
		return properties;
	}

	private static Map<String, Property> getters(Class<?> type) {
		Map<String, Property> properties = new TreeMap<>();
		for (Method method : type.getMethods()) {
			String name = propertyName(method);
			if (name != null) {
				properties.put(name, property(method));
			}
		}
		return properties;
	}

	private static @Nullable String propertyName(Method method) {
		if (Modifier.isStatic(method.getModifiers()) || method.getParameterCount() > 0 || method.isSynthetic()
				|| method.getDeclaringClass() == Object.class) {
			return null;
		}
		String name = method.getName();
		boolean isFlag = method.getReturnType() == boolean.class;
		int prefix = (name.startsWith("get") && method.getReturnType() != void.class) ? 3
				: (name.startsWith("is") && isFlag) ? 2 : name.length();
		if (name.length() == prefix || !Character.isUpperCase(name.charAt(prefix))) {
			return null;
		}
		return name.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT) + name.substring(prefix + 1);
	}

	private static Property property(Method method) {
		return (owner) -> {
			method.trySetAccessible();
			return method.invoke(owner);
		};
	}

	/**
	 * One of them.
	 */
	@FunctionalInterface
	interface Property {

		@Nullable Object of(Object owner) throws Exception;

	}

}
