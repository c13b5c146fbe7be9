/**
 * The probe port: probes and nothing else, on a port that nothing of the application
 * stands in front of.
 */
@NullMarked
package dev.probity.port;

import org.jspecify.annotations.NullMarked;
