/**
 * The application whose instances are restarted. It knows nothing of Probity, so that it
 * runs without it as well.
 */
@NullMarked
package dev.probity.benchmark.rollout.app;

import org.jspecify.annotations.NullMarked;
