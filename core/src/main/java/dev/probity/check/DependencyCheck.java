package dev.probity.check;

/**
 * A {@link HealthCheck} that looks outside this process: a database, a broker, another
 * service. It may feed readiness and can never feed liveness, because restarting this
 * process does not repair what lies outside it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public non-sealed interface DependencyCheck extends HealthCheck {

}
