/**
 * What a check takes of the heap.
 */
@NullMarked
package dev.probity.benchmark.footprint;

import org.jspecify.annotations.NullMarked;
