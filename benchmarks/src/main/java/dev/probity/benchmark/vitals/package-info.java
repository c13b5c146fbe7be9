/**
 * Measures what the vitals cost a process that has them running all the time.
 */
@NullMarked
package dev.probity.benchmark.vitals;

import org.jspecify.annotations.NullMarked;
