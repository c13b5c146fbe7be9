/**
 * Reports changes of checks, probes and overrides: log lines, Spring events and the
 * flight recorder.
 */
@NullMarked
package dev.probity.event;

import org.jspecify.annotations.NullMarked;
