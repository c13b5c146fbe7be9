/**
 * What a probe answers and why: phase, criticality, override, startup conditions and the
 * verdict. Everything that reports readiness asks here.
 */
@NullMarked
package dev.probity.probe;

import org.jspecify.annotations.NullMarked;
