/**
 * Whether what counts the requests counts them right, and what a rolling restart costs.
 */
@NullMarked
package dev.probity.benchmark.rollout;

import org.jspecify.annotations.NullMarked;
