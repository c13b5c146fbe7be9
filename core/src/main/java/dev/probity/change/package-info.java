/**
 * Sees which verdict of a probe gave way to which, keeps the last changes, and notifies.
 */
@NullMarked
package dev.probity.change;

import org.jspecify.annotations.NullMarked;
