/**
 * Probes of an application all of whose threads wait, asked on each port that it may
 * have.
 */
@NullMarked
package dev.probity.benchmark.port;

import org.jspecify.annotations.NullMarked;
