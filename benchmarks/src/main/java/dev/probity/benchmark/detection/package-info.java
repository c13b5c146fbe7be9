/**
 * How long it takes from a fault of the database to the first 503 of readiness.
 */
@NullMarked
package dev.probity.benchmark.detection;

import org.jspecify.annotations.NullMarked;
