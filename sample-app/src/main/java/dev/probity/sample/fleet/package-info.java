/**
 * Three instances in one process, each on a port of its own.
 */
@NullMarked
package dev.probity.sample.fleet;

import org.jspecify.annotations.NullMarked;
