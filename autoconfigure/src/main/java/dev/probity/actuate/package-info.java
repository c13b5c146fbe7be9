/**
 * Actuator's view: contributors that read snapshots, and the health groups.
 */
@NullMarked
package dev.probity.actuate;

import org.jspecify.annotations.NullMarked;
