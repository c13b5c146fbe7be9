/**
 * The probe port: a dedicated port that serves nothing but probes and passes through no
 * filter of the application.
 */
@NullMarked
package dev.probity.port;

import org.jspecify.annotations.NullMarked;
