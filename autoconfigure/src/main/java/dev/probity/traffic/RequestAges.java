package dev.probity.traffic;

import java.time.Duration;

/**
 * How old the active requests of the application are: those that hold a thread of a
 * servlet container, or that have not begun to be answered on Spring WebFlux.
 *
 * @param active how many there are
 * @param oldest the age of the oldest, at least
 * @since 0.1.0
 */
public record RequestAges(long active, Duration oldest) {

}
