/**
 * Actuator's view: contributors that read snapshots, the health groups, and the endpoint
 * that shows everything.
 */
@NullMarked
package dev.probity.actuate;

import org.jspecify.annotations.NullMarked;
