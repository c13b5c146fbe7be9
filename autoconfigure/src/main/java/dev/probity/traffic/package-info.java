/**
 * Observes and classifies requests: application, probe, management; and the kinds of
 * their callers.
 */
@NullMarked
package dev.probity.traffic;

import org.jspecify.annotations.NullMarked;
