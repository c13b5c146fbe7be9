/**
 * Estimates how long a shutdown may take, and compares the sum with the termination grace
 * period of the pod.
 */
@NullMarked
package dev.probity.budget;

import org.jspecify.annotations.NullMarked;
