package dev.probity.routing;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What something that hands out connections leads to at one moment. Immutable.
 *
 * @param itself what the application borrows from
 * @param targets what that routes to, by their keys; {@code null} if it does not route
 * @param <T> the kind of thing
 * @since 0.1.0
 */
public record Routes<T>(T itself, @Nullable Map<String, T> targets) {

	public Routes {
		targets = (targets != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(targets)) : null;
	}

	/**
	 * What does not route, or not in a way that can be seen.
	 * @param itself what the application borrows from
	 * @param <T> the kind of thing
	 * @return the routes
	 */
	public static <T> Routes<T> direct(T itself) {
		return new Routes<>(itself, null);
	}

}
