/**
 * An application that does nothing and has its probes all the same.
 */
@NullMarked
package dev.probity.minimal;

import org.jspecify.annotations.NullMarked;
