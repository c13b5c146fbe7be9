package dev.probity.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * An end of an earlier process of this instance, as far as it is known. Immutable.
 *
 * @param at when, on the wall clock; of a process that was killed, when the next one
 * began
 * @param reason why, as one word: the vital check that asked for it, or what else ended
 * the process
 * @param uptime how long the process had run
 * @param words the last words of the process, without secrets; empty if it had none
 * @since 0.1.0
 */
public record PastEnd(Instant at, String reason, Duration uptime, String words) {

}
