package dev.probity.vital;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Durations as one reads them: {@code 83ms}, {@code 7s}, {@code 12m}, {@code 1h2m3s}.
 */
public final class ShownDuration {

	private ShownDuration() {
	}

	public static String print(Duration duration) {
		return (duration.toSeconds() == 0) ? duration.toMillis() + "ms"
				: duration.truncatedTo(ChronoUnit.SECONDS).toString().substring(2).toLowerCase(Locale.ROOT);
	}

}
