/**
 * Benchmarks of verdicts.
 */
@NullMarked
package dev.probity.probe;

import org.jspecify.annotations.NullMarked;
