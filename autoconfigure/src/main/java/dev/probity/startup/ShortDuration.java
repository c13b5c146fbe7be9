package dev.probity.startup;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Durations as people read them: milliseconds below one second, seconds above.
 */
final class ShortDuration {

	private ShortDuration() {
	}

	static String of(Duration duration) {
		return (duration.toSeconds() == 0) ? duration.toMillis() + "ms"
				: duration.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
