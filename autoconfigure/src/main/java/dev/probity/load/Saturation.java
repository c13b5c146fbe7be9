package dev.probity.load;

import java.time.Duration;
import java.util.Map;

import dev.probity.load.Hysteresis.Load;
import dev.probity.load.Hysteresis.Phase;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * What a check of load says of one thing that may be saturated. Not thread-safe.
 */
final class Saturation {

	private final Duration enterAfter;

	private final Duration leaveAfter;

	private final Hysteresis hysteresis;

	private String last = "";

	private Load load = new Load(Phase.RELIEVED, Duration.ZERO);

	private Saturation(Duration enterAfter, Duration leaveAfter, Duration interval, Ticker ticker) {
		this.enterAfter = enterAfter;
		this.leaveAfter = leaveAfter;
		this.hysteresis = new Hysteresis(enterAfter, leaveAfter, interval, ticker);
	}

	/**
	 * Of what is a state, which may be over in a moment.
	 */
	static Saturation sustained(Duration sustainedFor, Duration interval, Ticker ticker) {
		return new Saturation(sustainedFor, sustainedFor, interval, ticker);
	}

	/**
	 * Of what has lasted for too long already when it is first seen.
	 */
	static Saturation atOnce(Duration sustainedFor, Duration interval, Ticker ticker) {
		return new Saturation(Duration.ZERO, sustainedFor, interval, ticker);
	}

	/**
	 * Judge one observation.
	 * @param saturation in which way it is saturated now, or {@code null} if it is not
	 * @return why the check fails, or {@code null} if this is no reason to
	 */
	@Nullable String judge(@Nullable String saturation) {
		this.load = this.hysteresis.observe(saturation != null);
		this.last = (saturation != null) ? saturation : this.last;
		if (!this.load.counts()) {
			return null;
		}
		return (saturation != null) ? saturation : "no longer saturated for %s (passes after %s); was: %s"
			.formatted(Durations.brief(this.load.lasting()), Durations.exact(this.leaveAfter), this.last);
	}

	/**
	 * Show what does not count yet.
	 */
	void describe(Map<String, Object> details) {
		if (this.load.phase() == Phase.RISING) {
			details.put("saturated", "%s, for %s (fails after %s)".formatted(this.last,
					Durations.brief(this.load.lasting()), Durations.exact(this.enterAfter)));
		}
	}

}
