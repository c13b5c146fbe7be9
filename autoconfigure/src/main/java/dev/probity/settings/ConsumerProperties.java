package dev.probity.settings;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * A message listener of Kafka, RabbitMQ or JMS, by its id, with those of its retry
 * topics; or all listeners. What is not set for one holds as set for all.
 *
 * @param needs Names of the checks without which it cannot work, as Actuator shows them;
 * a name includes all checks below it. It consumes nothing while one of them fails.
 * Nothing unless set.
 * @param feature Name of the feature whose required checks it needs as well.
 * @param resumeWithin Longest time by which it is resumed later than its needs recover,
 * chosen at random each time, so that a fleet does not start all at once. 10 seconds
 * unless set.
 * @since 0.1.0
 */
public record ConsumerProperties(@Nullable List<String> needs, @Nullable String feature,
		@Nullable Duration resumeWithin) {

	/**
	 * Stands in place of an id for the time within which all listeners are resumed.
	 */
	public static final String RESUME_WITHIN = "resume-within";

	/**
	 * Read what is set without saying what of, which is the time within which listeners
	 * are resumed.
	 * @param value a duration, such as "20s", or nothing, as a map without entries comes
	 * @return settings that say nothing else
	 * @throws IllegalArgumentException if it is no duration
	 */
	public static ConsumerProperties of(String value) {
		if (value.isBlank()) {
			return new ConsumerProperties(null, null, null);
		}
		try {
			return new ConsumerProperties(null, null, DurationStyle.detectAndParse(value.strip()));
		}
		catch (IllegalArgumentException ex) {
			// says less
			throw new IllegalArgumentException(
					"'%s' is no duration; set what a listener needs under its id, as 'needs' or 'feature'"
						.formatted(value));
		}
	}

	/**
	 * Whether nothing is said but the time within which it is resumed.
	 * @return whether that is so
	 */
	public boolean isTimeOnly() {
		return this.resumeWithin != null && this.needs == null && this.feature == null;
	}

}
