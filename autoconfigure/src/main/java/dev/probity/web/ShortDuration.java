package dev.probity.web;

import java.time.Duration;

/**
 * Durations as people read them: two units at most, and milliseconds below one second.
 */
final class ShortDuration {

	private ShortDuration() {
	}

	static String of(Duration duration) {
		long seconds = duration.toSeconds();
		if (seconds < 1) {
			return duration.toMillis() + "ms";
		}
		if (seconds < 60) {
			return seconds + "s";
		}
		if (seconds < 3600) {
			return units(seconds / 60, "m", seconds % 60, "s");
		}
		if (seconds < 86400) {
			return units(seconds / 3600, "h", seconds % 3600 / 60, "m");
		}
		return units(seconds / 86400, "d", seconds % 86400 / 3600, "h");
	}

	private static String units(long large, String largeUnit, long small, String smallUnit) {
		return large + largeUnit + ((small > 0) ? small + smallUnit : "");
	}

}
