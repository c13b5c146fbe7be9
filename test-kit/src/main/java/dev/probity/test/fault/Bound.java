package dev.probity.test.fault;

import java.time.Duration;
import java.util.function.Function;

import dev.probity.engine.CheckMonitor;

/**
 * How long something may take, which depends on the policies of the application that it
 * is asked of. Immutable; made by {@link Bounds}.
 *
 * @since 0.1.0
 */
public final class Bound {

	private final String words;

	private final Function<CheckMonitor, Duration> time;

	Bound(String words, Function<CheckMonitor, Duration> time) {
		this.words = words;
		this.time = time;
	}

	/**
	 * The same bound with more time, for what else has to happen.
	 * @param more how much more
	 * @return the bound
	 */
	public Bound plus(Duration more) {
		return new Bound(this.words + " and " + more.toMillis() + " ms",
				(checks) -> this.time.apply(checks).plus(more));
	}

	Duration in(CheckMonitor checks) {
		return this.time.apply(checks);
	}

	@Override
	public String toString() {
		return this.words;
	}

}
