/**
 * One check of several targets: routing data sources and connection factories, whose
 * targets are looked up at each run.
 */
@NullMarked
package dev.probity.routing;

import org.jspecify.annotations.NullMarked;
