/**
 * What it costs to tell listeners and meters of results.
 */
@NullMarked
package dev.probity.benchmark.listeners;

import org.jspecify.annotations.NullMarked;
