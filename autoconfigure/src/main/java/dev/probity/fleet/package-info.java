/**
 * Peers, what they say of a failure, and what follows from it.
 */
@NullMarked
package dev.probity.fleet;

import org.jspecify.annotations.NullMarked;
