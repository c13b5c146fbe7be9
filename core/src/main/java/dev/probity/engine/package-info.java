/**
 * Runs checks: when, with which timeout, one run at a time, and publishes what comes of
 * it.
 */
@NullMarked
package dev.probity.engine;

import org.jspecify.annotations.NullMarked;
