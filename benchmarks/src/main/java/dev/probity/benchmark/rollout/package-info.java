/**
 * Restarts two instances of an application one after the other under a steady load, and
 * counts what came of every request: with Probity, and without.
 */
@NullMarked
package dev.probity.benchmark.rollout;

import org.jspecify.annotations.NullMarked;
