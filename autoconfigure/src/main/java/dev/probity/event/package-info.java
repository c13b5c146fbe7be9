/**
 * Telling what changed: log lines.
 */
@NullMarked
package dev.probity.event;

import org.jspecify.annotations.NullMarked;
