/**
 * Whether what the probes have answered is told right, and what they answer.
 */
@NullMarked
package dev.probity.benchmark.pool;

import org.jspecify.annotations.NullMarked;
