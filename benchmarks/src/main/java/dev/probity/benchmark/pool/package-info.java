/**
 * Asks the readiness probe of an application that uses all connections of its pool by
 * itself: with Probity, and without.
 */
@NullMarked
package dev.probity.benchmark.pool;

import org.jspecify.annotations.NullMarked;
