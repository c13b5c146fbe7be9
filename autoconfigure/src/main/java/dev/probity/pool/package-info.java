/**
 * The common part of all connection pools: their figures, the queue of waiting threads,
 * and whether a full pool still serves connections.
 */
@NullMarked
package dev.probity.pool;

import org.jspecify.annotations.NullMarked;
