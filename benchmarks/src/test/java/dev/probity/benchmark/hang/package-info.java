/**
 * Whether what became of a process during a hang is told right.
 */
@NullMarked
package dev.probity.benchmark.hang;

import org.jspecify.annotations.NullMarked;
