package dev.probity.shutdown;

import java.time.Duration;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Durations as they are written in configuration, to the millisecond.
 */
final class ShownDuration {

	private ShownDuration() {
	}

	public static String print(Duration duration) {
		return DurationFormatterUtils.print(Duration.ofMillis(duration.toMillis()), DurationFormat.Style.COMPOSITE);
	}

}
