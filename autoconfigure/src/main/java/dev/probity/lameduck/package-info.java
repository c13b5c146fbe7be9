/**
 * The time between the signal to end and the end: not ready any more, but serving.
 */
@NullMarked
package dev.probity.lameduck;

import org.jspecify.annotations.NullMarked;
