/**
 * What an application costs that has nothing to do.
 */
@NullMarked
package dev.probity.benchmark.idle;

import org.jspecify.annotations.NullMarked;
