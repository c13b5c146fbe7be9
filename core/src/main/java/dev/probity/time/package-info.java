/**
 * The one clock of the engine, which tests move by hand.
 */
@NullMarked
package dev.probity.time;

import org.jspecify.annotations.NullMarked;
