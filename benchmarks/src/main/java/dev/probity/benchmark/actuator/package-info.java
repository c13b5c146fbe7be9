/**
 * Readiness as Actuator answers it, without HTTP.
 */
@NullMarked
package dev.probity.benchmark.actuator;

import org.jspecify.annotations.NullMarked;
