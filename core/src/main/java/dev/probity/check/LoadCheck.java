package dev.probity.check;

/**
 * A {@link VitalCheck} that looks at how much work this process has, or how much of it
 * fails: a full pool, a long queue, requests that end in errors. It never feeds liveness,
 * since what a restarted instance cannot do is left to the others. A readiness that only
 * such checks have taken away comes back after a while, whatever they say: when all
 * instances are overloaded, none is better off without the others.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LoadCheck extends VitalCheck {

}
