package dev.probity.shutdown;

import java.time.Duration;

import dev.probity.check.Ticker;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * The time that a lame duck goes on serving.
 */
final class ServingTime {

	private static final Duration LOOK_EVERY = Duration.ofMillis(200);

	private final @Nullable EarlyEnd earlyEnd;

	private final Ticker ticker;

	private final Pause pause;

	/**
	 * Let it pass.
	 * @param earlyEnd knows when nobody is left to wait for; {@code null} to last to the
	 * end
	 * @param ticker for how much is left
	 */
	public ServingTime(@Nullable EarlyEnd earlyEnd, Ticker ticker) {
		this(earlyEnd, ticker, Pause.ofTheThread());
	}

	ServingTime(@Nullable EarlyEnd earlyEnd, Ticker ticker, Pause pause) {
		this.earlyEnd = earlyEnd;
		this.ticker = ticker;
		this.pause = pause;
	}

	/**
	 * Wait on the calling thread.
	 * @return how it ended
	 */
	String pass(Duration duration) {
		return (this.earlyEnd != null) ? pass(duration, this.earlyEnd)
				: this.pause.last(duration) ? "over" : "interrupted";
	}

	private String pass(Duration duration, EarlyEnd earlyEnd) {
		earlyEnd.begin();
		long begin = this.ticker.read();
		String obstacle = earlyEnd.obstacle();
		for (Duration left = duration; obstacle != null && left.toNanos() > 0; left = duration.minus(since(begin))) {
			if (!this.pause.last((left.compareTo(LOOK_EVERY) < 0) ? left : LOOK_EVERY)) {
				return "interrupted";
			}
			obstacle = earlyEnd.obstacle();
		}
		return (obstacle != null) ? "over, and did not end early since " + obstacle
				: "ended early after %s, since %s".formatted(Durations.exact(since(begin)), earlyEnd.reason());
	}

	private Duration since(long begin) {
		return Duration.ofNanos(this.ticker.read() - begin);
	}

}
