/**
 * Tests of what the chapter on the probe port computes.
 */
@NullMarked
package dev.probity.benchmark.port;

import org.jspecify.annotations.NullMarked;
