package dev.probity.detail;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.text.Secrecy;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Details that consist of texts, figures, truth values, dates, lists and maps of these
 * only, so that reading them runs no code of the application. Maps, collections, arrays
 * and records keep their shape. Objects may be hostile or endless: one that throws is
 * shown as unreadable, one that contains itself, is too deep or too large, or takes too
 * long is cut off with <code>…</code>. Never throws because of what it is given.
 *
 * @since 0.1.0
 */
public final class FrozenDetails {

	static final int DEEPEST = 40;

	static final int MOST_ELEMENTS = 2_000;

	private static final String CUT = "…";

	private final DetailShape shape;

	private final DetailBudget budget;

	private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

	private FrozenDetails(DetailShape shape, Ticker ticker) {
		this.shape = shape;
		this.budget = new DetailBudget(ticker);
	}

	/**
	 * Freeze details.
	 * @param details the details, values may be {@code null}
	 * @param shape converts objects
	 * @return an immutable map
	 */
	public static Map<String, Object> of(Map<?, ?> details, DetailShape shape) {
		return of(details, shape, Ticker.system());
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> of(Map<?, ?> details, DetailShape shape, Ticker ticker) {
		FrozenDetails frozen = new FrozenDetails(shape, ticker);
		return (frozen.freeze(details, 0) instanceof Map<?, ?> map) ? (Map<String, Object>) map : Map.of();
	}

	private @Nullable Object freeze(@Nullable Object value, int depth) {
		if (value == null) {
			return null;
		}
		if (!this.budget.takeValue() && depth > 0) {
			return CUT;
		}
		try {
			return PlainDetail.is(value) ? value : freezeObject(value, depth);
		}
		catch (Throwable ex) {
			return unreadable(ex);
		}
	}

	private @Nullable Object freezeObject(Object value, int depth) throws Exception {
		String text = PlainDetail.text(value);
		if (text != null) {
			return text(text);
		}
		if (depth > DEEPEST || !this.open.add(value)) {
			return CUT;
		}
		try {
			return freezeStructure(value, depth);
		}
		finally {
			this.open.remove(value);
		}
	}

	private @Nullable Object freezeStructure(Object value, int depth) throws Exception {
		if (value instanceof Map<?, ?> map) {
			return map(map, depth);
		}
		if (value instanceof Collection<?> collection) {
			return list(collection.iterator(), depth);
		}
		if (value instanceof byte[] bytes) {
			return text(Base64.getEncoder().encodeToString(bytes));
		}
		if (value instanceof char[] characters) {
			return text(String.valueOf(characters));
		}
		if (value.getClass().isArray()) {
			return list(new Elements(value), depth);
		}
		if (value instanceof Map.Entry<?, ?> entry) {
			return map(Collections.singletonMap(entry.getKey(), entry.getValue()), depth);
		}
		if (value instanceof Optional<?> optional) {
			return freeze(optional.orElse(null), depth + 1);
		}
		if (value instanceof AtomicReference<?> reference) {
			return freeze(reference.get(), depth + 1);
		}
		Object known = PlainDetail.figure(value);
		return (known != null) ? known : freezeShape(value, depth);
	}

	private @Nullable Object freezeShape(Object value, int depth) throws Exception {
		Object shaped = value;
		try {
			shaped = this.shape.shape(value);
		}
		catch (Throwable ex) {
			// what can be read of it is shown
		}
		if (shaped != value) {
			return freeze(shaped, depth + 1);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		Map<String, ObjectProperties.Property> properties = ObjectProperties.of(value);
		if (properties == null) {
			return text(ObjectProperties.text(value));
		}
		Map<String, @Nullable Object> frozen = new LinkedHashMap<>();
		properties.forEach((name, property) -> frozen.put(name, read(value, property, depth)));
		return Collections.unmodifiableMap(frozen);
	}

	private @Nullable Object read(Object value, ObjectProperties.Property property, int depth) {
		try {
			return freeze(property.of(value), depth + 1);
		}
		catch (Throwable ex) {
			return unreadable(ex);
		}
	}

	private Map<String, @Nullable Object> map(Map<?, ?> map, int depth) {
		Map<String, @Nullable Object> frozen = new LinkedHashMap<>();
		try {
			for (Map.Entry<?, ?> entry : map.entrySet()) {
				if (isFull(frozen.size())) {
					frozen.put(CUT, CUT);
					break;
				}
				frozen.put(key(entry.getKey()), freeze(entry.getValue(), depth + 1));
			}
		}
		catch (Throwable ex) {
			// of what can be read nothing is lost
			frozen.put(CUT, unreadable(ex));
		}
		return frozen.isEmpty() ? Collections.emptyMap() : Collections.unmodifiableMap(frozen);
	}

	private List<@Nullable Object> list(Iterator<?> elements, int depth) {
		List<@Nullable Object> frozen = new ArrayList<>();
		try {
			while (elements.hasNext()) {
				Object element = isFull(frozen.size()) ? CUT : freeze(elements.next(), depth + 1);
				frozen.add(element);
				if (element == CUT && isFull(frozen.size())) {
					break;
				}
			}
		}
		catch (Throwable ex) {
			frozen.add(unreadable(ex));
		}
		return Collections.unmodifiableList(frozen);
	}

	private boolean isFull(int elements) {
		return elements >= MOST_ELEMENTS || this.budget.isSpent();
	}

	private String key(@Nullable Object key) {
		try {
			return text(String.valueOf(key));
		}
		catch (Throwable ex) {
			return unreadable(ex);
		}
	}

	/**
	 * All of a text that will be searched for secrets, or none of it: half of a secret
	 * would not be recognised.
	 */
	private String text(String text) {
		String read = text.substring(0, Math.min(text.length(), Secrecy.LONGEST_READ + 1));
		return this.budget.takeText(read) ? read : CUT;
	}

	/**
	 * Describes a throwable by its type only, since its message cannot be read.
	 */
	private static String unreadable(Throwable ex) {
		Throwable thrown = (ex instanceof InvocationTargetException && ex.getCause() != null) ? ex.getCause() : ex;
		return "unreadable: " + thrown.getClass().getSimpleName();
	}

	/**
	 * The elements of an array of whatever type.
	 */
	private static final class Elements implements Iterator<Object> {

		private final Object array;

		private int next;

		private Elements(Object array) {
			this.array = array;
		}

		@Override
		public boolean hasNext() {
			return this.next < Array.getLength(this.array);
		}

		@Override
		public @Nullable Object next() {
			return Array.get(this.array, this.next++);
		}

	}

}
