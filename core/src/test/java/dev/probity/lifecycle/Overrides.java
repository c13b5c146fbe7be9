package dev.probity.lifecycle;

import java.time.Duration;
import java.time.Instant;

import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.ReadinessOverride.Mode;

/**
 * Overrides for tests, made at time 0 for ten minutes.
 */
public final class Overrides {

	public static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

	private Overrides() {
	}

	public static ReadinessOverride of(Mode mode) {
		return (mode != Mode.AUTO) ? forced(mode) : ReadinessOverride.AUTO;
	}

	public static Forced forced(Mode mode) {
		return new Forced(mode, "draining node 7", TIME_TO_LIVE, Instant.EPOCH, 0);
	}

}
