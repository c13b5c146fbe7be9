/**
 * The check of Kafka: one of each cluster that the application speaks to.
 */
@NullMarked
package dev.probity.kafka;

import org.jspecify.annotations.NullMarked;
