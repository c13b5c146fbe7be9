/**
 * Breaks the local services on request.
 */
@NullMarked
package dev.probity.sample.faults;

import org.jspecify.annotations.NullMarked;
