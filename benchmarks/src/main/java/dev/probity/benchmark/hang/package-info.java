/**
 * What becomes of a process while its database hangs and its readiness is asked 50 times
 * a second.
 */
@NullMarked
package dev.probity.benchmark.hang;

import org.jspecify.annotations.NullMarked;
