/**
 * What the comparisons of an application with Probity and without have in common: its
 * processes, and the pages that get the results.
 */
@NullMarked
package dev.probity.benchmark.harness;

import org.jspecify.annotations.NullMarked;
