/**
 * The application whose process is measured. It knows nothing of Probity, so that it runs
 * without it as well.
 */
@NullMarked
package dev.probity.benchmark.harness.app;

import org.jspecify.annotations.NullMarked;
