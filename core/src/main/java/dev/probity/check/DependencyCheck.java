package dev.probity.check;

/**
 * A {@link HealthCheck} of something outside this process: a database, a broker, another
 * service. It may feed readiness and can never feed liveness, because a restart of this
 * process does not repair it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public non-sealed interface DependencyCheck extends HealthCheck {

}
