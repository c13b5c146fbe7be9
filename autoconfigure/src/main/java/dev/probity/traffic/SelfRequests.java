package dev.probity.traffic;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The requests that this process has under way to itself, to verify that Probity answers
 * its probes. Each bears a number that nobody can guess and that is good for this one
 * request, so neither a stranger nor another instance can send or answer one.
 * Thread-safe; looking costs one volatile read while none is under way.
 *
 * @since 0.1.0
 */
public final class SelfRequests {

	/**
	 * The header of a request that has the number.
	 */
	public static final String HEADER = "Probity-Self";

	private final Map<String, SelfRequest> underWay = new ConcurrentHashMap<>();

	/**
	 * Begin a request.
	 * @return the request, to be closed when it has been answered or given up
	 */
	public SelfRequest begin() {
		String number = UUID.randomUUID().toString();
		SelfRequest request = new SelfRequest(number, () -> this.underWay.remove(number));
		this.underWay.put(number, request);
		return request;
	}

	/**
	 * Find the one that a request is.
	 * @param headers give a header of the request; asked only if it can be one
	 * @return which one it is, or {@code null} if another process has sent the request
	 */
	public @Nullable SelfRequest find(Function<String, @Nullable String> headers) {
		if (this.underWay.isEmpty()) {
			return null;
		}
		String number = headers.apply(HEADER);
		return (number != null) ? this.underWay.get(number) : null;
	}

	/**
	 * Whether none is under way.
	 * @return whether there is nothing to find
	 */
	public boolean isEmpty() {
		return this.underWay.isEmpty();
	}

}
