package dev.probity.settings;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

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

}
