package dev.probity.shutdown;

import java.time.Duration;

/**
 * What a lame duck has come to.
 *
 * @param duration how long it was to go on serving
 * @param served how many requests it has served in that time
 */
public record LameDuckEnd(Duration duration, long served) {

}
