/**
 * What all connection pools have in common: their figures, who waits for a connection,
 * and whether a full pool still moves.
 */
@NullMarked
package dev.probity.pool;

import org.jspecify.annotations.NullMarked;
