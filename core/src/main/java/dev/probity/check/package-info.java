/**
 * The engine: what a check is, when it runs, and its snapshot. Depends on neither Spring
 * nor HTTP, and reads no clock but those passed to it.
 */
@NullMarked
package dev.probity.check;

import org.jspecify.annotations.NullMarked;
