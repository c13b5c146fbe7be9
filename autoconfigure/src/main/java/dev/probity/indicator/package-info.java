/**
 * Adoption: health indicators become checks that run in the background, and Actuator
 * reads their snapshots.
 */
@NullMarked
package dev.probity.indicator;

import org.jspecify.annotations.NullMarked;
