package dev.probity.change;

import java.util.List;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of each answer of a probe to a request. Called on the thread that answers,
 * before the answer is sent, so it must return at once and be thread-safe; what it throws
 * is logged and changes no answer.
 *
 * @since 0.1.0
 */
public interface ProbeObserver {

	/**
	 * Called before a probe answers a request.
	 * @param probe the probe
	 * @param status the answer
	 * @param request the request, in terms of the web stack
	 * @param userAgent supplies the User-Agent of the caller; evaluated lazily
	 * @param <R> the type of the request
	 */
	<R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent);

	/**
	 * Combines observers; one that throws an exception affects neither the others nor the
	 * answer.
	 * @param observers the observers, in the order in which they are notified
	 * @return an observer that does nothing if there are none
	 */
	static ProbeObserver of(List<? extends ProbeObserver> observers) {
		return new SafeObservers(observers);
	}

	/**
	 * Supplies the User-Agent of a caller.
	 *
	 * @param <R> the type of the request
	 */
	@FunctionalInterface
	interface UserAgent<R> {

		/**
		 * The header <code>User-Agent</code>.
		 * @param request the request
		 * @return the header, or {@code null} if there is none
		 */
		@Nullable String of(R request);

	}

}
