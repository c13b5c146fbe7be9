/**
 * A dependency that Probity does not know, in a room of its own as any other is.
 */
@NullMarked
package dev.probity.toy;

import org.jspecify.annotations.NullMarked;
