/**
 * Micrometer's view of checks and probes.
 */
@NullMarked
package dev.probity.metrics;

import org.jspecify.annotations.NullMarked;
