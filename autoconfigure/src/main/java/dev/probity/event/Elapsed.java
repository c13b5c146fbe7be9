package dev.probity.event;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Durations as one reads them in a log: {@code 83ms}, {@code 7.9s}, {@code 3m2s}.
 */
final class Elapsed {

	private Elapsed() {
	}

	static String print(Duration duration) {
		if (duration.toSeconds() == 0) {
			return duration.toMillis() + "ms";
		}
		return (duration.toSeconds() < 60) ? String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0)
				: duration.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
