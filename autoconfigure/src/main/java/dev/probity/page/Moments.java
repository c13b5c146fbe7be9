package dev.probity.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import dev.probity.text.Durations;

/**
 * How the page says when something was. Always UTC, as log files of pods.
 */
final class Moments {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
		.withZone(ZoneOffset.UTC);

	private Moments() {
	}

	/**
	 * The time of a moment, with its date unless that is today.
	 */
	static String time(Instant moment, Instant now) {
		return isSameDay(moment, now) ? TIME.format(moment) : DATE.format(moment);
	}

	private static boolean isSameDay(Instant moment, Instant now) {
		return moment.atOffset(ZoneOffset.UTC).toLocalDate().equals(now.atOffset(ZoneOffset.UTC).toLocalDate());
	}

	static String date(Instant moment) {
		return DATE.format(moment) + " UTC";
	}

	/**
	 * How long ago a moment was.
	 */
	static String since(Instant moment, Instant now) {
		return moment.isAfter(now) ? "0s" : Durations.brief(Duration.between(moment, now));
	}

}
