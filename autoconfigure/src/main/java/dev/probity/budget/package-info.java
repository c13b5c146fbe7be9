/**
 * What the shutdown takes, in sum, and whether the grace period of the pod is enough.
 */
@NullMarked
package dev.probity.budget;

import org.jspecify.annotations.NullMarked;
