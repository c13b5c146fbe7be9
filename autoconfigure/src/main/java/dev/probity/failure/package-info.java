/**
 * Failures to start that say what is wrong and what to do about it.
 */
@NullMarked
package dev.probity.failure;

import org.jspecify.annotations.NullMarked;
