/**
 * Evaluates probes: phase, criticality, override, startup conditions and the verdict.
 * Every report of readiness is evaluated here.
 */
@NullMarked
package dev.probity.probe;

import org.jspecify.annotations.NullMarked;
