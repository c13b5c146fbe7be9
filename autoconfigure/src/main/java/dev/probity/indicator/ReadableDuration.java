package dev.probity.indicator;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Durations to the millisecond as one reads them: {@code 83ms}, {@code 10.5s},
 * {@code 1m30s}.
 */
public final class ReadableDuration {

	private ReadableDuration() {
	}

	public static String print(Duration duration) {
		return (duration.toSeconds() == 0) ? duration.toMillis() + "ms"
				: duration.truncatedTo(ChronoUnit.MILLIS).toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
