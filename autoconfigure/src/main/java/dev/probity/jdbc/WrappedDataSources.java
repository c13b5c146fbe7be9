package dev.probity.jdbc;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * What is behind a wrapper that is not Spring's. JDBC has a way to ask for it, but many
 * pools and wrappers answer nothing. So it is read by reflection, never written; and only
 * where there is no doubt what it is.
 */
final class WrappedDataSources {

	// to find them takes much longer than to read them, and they are read at each run
	private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {

		@Override
		protected List<Field> computeValue(Class<?> type) {
			List<Field> fields = new ArrayList<>();
			for (Class<?> declaring = type; declaring != null
					&& declaring != Object.class; declaring = declaring.getSuperclass()) {
				Stream.of(declaring.getDeclaredFields()).filter(WrappedDataSources::mayHold).forEach(fields::add);
			}
			fields.forEach((field) -> field.setAccessible(true));
			return fields;
		}

	};

	private WrappedDataSources() {
	}

	/**
	 * The only data source that a wrapper holds.
	 * @return the data source, or {@code null} if it holds none or several, or cannot be
	 * read
	 */
	static @Nullable DataSource behind(DataSource wrapper) {
		Set<DataSource> held = Collections.newSetFromMap(new IdentityHashMap<>());
		try {
			for (Field field : FIELDS.get(wrapper.getClass())) {
				if (current(field.get(wrapper)) instanceof DataSource dataSource && dataSource != wrapper) {
					held.add(dataSource);
				}
			}
		}
		catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError ex) {
			return null;
		}
		return (held.size() == 1) ? held.iterator().next() : null;
	}

	private static boolean mayHold(Field field) {
		return !Modifier.isStatic(field.getModifiers())
				&& (DataSource.class.isAssignableFrom(field.getType()) || field.getType() == AtomicReference.class);
	}

	/**
	 * Where one data source replaces another, once its password is renewed, say, a
	 * reference may have the one that counts.
	 */
	private static @Nullable Object current(@Nullable Object value) {
		return (value instanceof AtomicReference<?> reference) ? reference.get() : value;
	}

}
