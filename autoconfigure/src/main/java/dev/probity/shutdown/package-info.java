/**
 * The lame duck, and the connections that are told to leave.
 */
@NullMarked
package dev.probity.shutdown;

import org.jspecify.annotations.NullMarked;
