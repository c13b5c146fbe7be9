/**
 * Any other health indicator becomes a check that runs in the background, and what
 * Actuator shows of it is read from its snapshot.
 */
@NullMarked
package dev.probity.indicator;

import org.jspecify.annotations.NullMarked;
