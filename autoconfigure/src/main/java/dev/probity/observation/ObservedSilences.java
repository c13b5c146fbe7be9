package dev.probity.observation;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import dev.probity.time.Ticker;

/**
 * The {@link ObservedSilence} of each of several subjects, which may come and go. Not
 * thread-safe.
 *
 * @param <S> what is observed
 */
public final class ObservedSilences<S> {

	private final Map<S, ObservedSilence> bySubject = new HashMap<>();

	private final Duration interval;

	private final Ticker ticker;

	public ObservedSilences(Duration interval, Ticker ticker) {
		this.interval = interval;
		this.ticker = ticker;
	}

	/**
	 * Observe one of them once.
	 * @see ObservedSilence#since(Object)
	 */
	public Duration since(S subject, Object mark) {
		return this.bySubject.computeIfAbsent(subject, (added) -> new ObservedSilence(this.interval, this.ticker))
			.since(mark);
	}

	/**
	 * Forget all others.
	 */
	public void retain(Collection<? extends S> subjects) {
		this.bySubject.keySet().retainAll(subjects);
	}

}
