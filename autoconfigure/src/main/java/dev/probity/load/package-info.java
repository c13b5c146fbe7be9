/**
 * Load and errors: whether this instance can take more than it has.
 */
@NullMarked
package dev.probity.load;

import org.jspecify.annotations.NullMarked;
