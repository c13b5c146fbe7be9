package dev.probity.check;

/**
 * A {@link HealthCheck} of this process itself: a deadlock, a stuck worker, exhausted
 * memory. Unless it is a {@link LoadCheck} it may feed liveness, so it must never do I/O
 * or wait for anybody else's answer.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public non-sealed interface VitalCheck extends HealthCheck {

}
