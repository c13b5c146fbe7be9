/**
 * What the starter adds to the start of an application.
 */
@NullMarked
package dev.probity.benchmark.startup;

import org.jspecify.annotations.NullMarked;
