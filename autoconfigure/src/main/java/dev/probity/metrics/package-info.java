/**
 * Micrometer meters of checks, probes, overrides and startup tasks.
 */
@NullMarked
package dev.probity.metrics;

import org.jspecify.annotations.NullMarked;
