/**
 * What vital checks observe: for how long something has been silent, where a thread is,
 * and how long looking may take.
 */
@NullMarked
package dev.probity.observation;

import org.jspecify.annotations.NullMarked;
