/**
 * The application whose pool is full. It knows nothing of Probity, so that it runs
 * without it as well.
 */
@NullMarked
package dev.probity.benchmark.pool.app;

import org.jspecify.annotations.NullMarked;
