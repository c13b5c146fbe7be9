/**
 * What checks cost while nobody asks.
 */
@NullMarked
package dev.probity.benchmark.background;

import org.jspecify.annotations.NullMarked;
