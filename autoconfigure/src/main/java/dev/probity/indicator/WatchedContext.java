package dev.probity.indicator;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import reactor.util.context.Context;

/**
 * A Reactor context that knows whether a caller was looked for in it.
 */
final class WatchedContext implements Context {

	private final Context values;

	private final AtomicReference<@Nullable String> missed;

	/**
	 * Watch a context.
	 * @param values the context
	 * @param missed gets to know, in words, what of a caller was looked for and not found
	 */
	WatchedContext(Context values, AtomicReference<@Nullable String> missed) {
		this.values = values;
		this.missed = missed;
	}

	private void note(Object key) {
		String name = (key instanceof Class<?> type) ? type.getName() : (key instanceof String text) ? text : "";
		if ((name.contains("SecurityContext") || name.contains("ServerWebExchange")) && !this.values.hasKey(key)) {
			this.missed.set("it found no %s in the context"
				.formatted(name.contains("SecurityContext") ? "security context" : "exchange"));
		}
	}

	@Override
	public <T> T get(Object key) {
		note(key);
		return this.values.get(key);
	}

	@Override
	public boolean hasKey(Object key) {
		note(key);
		return this.values.hasKey(key);
	}

	@Override
	public <T> @Nullable T getOrDefault(Object key, @Nullable T defaultValue) {
		note(key);
		return this.values.getOrDefault(key, defaultValue);
	}

	@Override
	public Context put(Object key, Object value) {
		return new WatchedContext(this.values.put(key, value), this.missed);
	}

	@Override
	public Context delete(Object key) {
		return new WatchedContext(this.values.delete(key), this.missed);
	}

	@Override
	public int size() {
		return this.values.size();
	}

	@Override
	public Stream<Map.Entry<Object, Object>> stream() {
		return this.values.stream();
	}

}
