package dev.probity.check;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Something else has been found about a check. Immutable.
 *
 * @param check the name of the check
 * @param before what had been found, or {@code null} if nothing was wrong
 * @param after what has been found, or {@code null} if nothing is wrong any more
 * @param at when
 * @since 0.1.0
 */
public record DiagnosisChange(String check, @Nullable Diagnosis before, @Nullable Diagnosis after, Instant at) {

}
