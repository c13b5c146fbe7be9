/**
 * The check of Kafka: one for each cluster that the application uses.
 */
@NullMarked
package dev.probity.kafka;

import org.jspecify.annotations.NullMarked;
