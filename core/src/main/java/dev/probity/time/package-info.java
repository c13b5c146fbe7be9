/**
 * The one clock, which tests move by hand, and how a thread waits for it or for a call.
 */
@NullMarked
package dev.probity.time;

import org.jspecify.annotations.NullMarked;
