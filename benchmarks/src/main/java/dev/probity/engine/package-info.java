/**
 * Benchmarks of the engine, in its own package, since nobody else may drive it.
 */
@NullMarked
package dev.probity.engine;

import org.jspecify.annotations.NullMarked;
