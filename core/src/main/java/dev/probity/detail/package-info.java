/**
 * The details of a result: made plain, bounded and free of secrets when the result is
 * made.
 */
@NullMarked
package dev.probity.detail;

import org.jspecify.annotations.NullMarked;
