package dev.probity.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;

/**
 * The listeners of Probity itself, which are no beans: those that are notified ahead of
 * the application's, since these may be slow, and those that are notified after them. One
 * may listen to several kinds of changes.
 */
public interface OwnListeners {

	List<?> first();

	List<?> last();

	/**
	 * All listeners to one kind of changes.
	 * @param context has those of the application, notified in their order
	 * @param kind the type of the listeners
	 * @param own those of Probity; may be {@code null}
	 */
	static <T> List<T> around(ApplicationContext context, Class<T> kind, @Nullable OwnListeners own) {
		List<T> all = new ArrayList<>(ApplicationBeans.withAncestors(context, kind).values());
		if (own != null) {
			all.addAll(0, of(kind, own.first()).toList());
			all.addAll(of(kind, own.last()).toList());
		}
		return List.copyOf(all);
	}

	private static <T> Stream<T> of(Class<T> kind, List<?> listeners) {
		return listeners.stream().filter(kind::isInstance).map(kind::cast);
	}

}
