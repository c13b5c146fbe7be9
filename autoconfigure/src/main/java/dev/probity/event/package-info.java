/**
 * Telling what changed: log lines, Spring events, the flight recorder.
 */
@NullMarked
package dev.probity.event;

import org.jspecify.annotations.NullMarked;
