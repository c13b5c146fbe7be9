/**
 * The application that is asked. It knows nothing of Probity, so that it runs without it
 * as well.
 */
@NullMarked
package dev.probity.benchmark.http.app;

import org.jspecify.annotations.NullMarked;
