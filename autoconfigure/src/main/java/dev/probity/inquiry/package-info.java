/**
 * Verifies at the start that Probity answers its probes: each path is requested once as
 * an anonymous caller, through the filters of the application.
 */
@NullMarked
package dev.probity.inquiry;

import org.jspecify.annotations.NullMarked;
