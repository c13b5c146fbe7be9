/**
 * Makes text safe to log and show: without secrets, in one line, and without invisible
 * characters. Depends on no other package.
 */
@NullMarked
package dev.probity.text;

import org.jspecify.annotations.NullMarked;
