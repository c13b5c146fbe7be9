package dev.probity.web;

import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Over how many hops the readiness of this application rests on that of others with
 * Probity, as each of its readiness probes says in a header. By it a service that asks
 * knows that it has asked a readiness probe, and applications that ask each other in a
 * ring find out. Thread-safe.
 *
 * @since 0.1.0
 */
public final class ReadinessDepth {

	/**
	 * The header with the number of hops.
	 */
	public static final String HEADER = "X-Probity-Depth";

	/**
	 * There was no header: what answered is no readiness probe.
	 */
	public static final int NONE = -1;

	/**
	 * The number of hops above which nothing is told apart any more.
	 */
	public static final int DEEPEST = 2;

	// guarded by "this"
	private final Map<String, Integer> services = new HashMap<>();

	private volatile Map<String, String> header = header(0);

	/**
	 * The header of a readiness probe that rests on nobody else's.
	 * @param depth the number of hops
	 * @return name and value
	 */
	static Map<String, String> header(int depth) {
		return Map.of(HEADER, Integer.toString(depth));
	}

	/**
	 * The header of this application's readiness probes.
	 * @return name and value
	 */
	Map<String, String> header() {
		return this.header;
	}

	/**
	 * A service has answered.
	 * @param service its name
	 * @param depth the number of hops that its answer names, or {@link #NONE}
	 */
	public synchronized void seen(String service, int depth) {
		Integer before = this.services.put(service, Math.min(depth + 1, DEEPEST));
		if (before == null || before != Math.min(depth + 1, DEEPEST)) {
			this.header = header(this.services.values().stream().mapToInt(Integer::intValue).max().orElse(0));
		}
	}

	/**
	 * The number of hops that an answer names.
	 * @param value the value of the header, or {@code null} if there was none
	 * @return the number, or {@link #NONE}; what is no number counts as the most
	 */
	public static int read(@Nullable String value) {
		if (value == null) {
			return NONE;
		}
		return (value.length() == 1 && value.charAt(0) >= '0' && value.charAt(0) < '0' + DEEPEST)
				? value.charAt(0) - '0' : DEEPEST;
	}

}
