/**
 * Whether the costs of the vitals are told right, and what they are.
 */
@NullMarked
package dev.probity.benchmark.vitals;

import org.jspecify.annotations.NullMarked;
