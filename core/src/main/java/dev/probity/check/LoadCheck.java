package dev.probity.check;

/**
 * A {@link VitalCheck} of the load of this process, or of the share of its work that
 * fails: a full pool, a long queue, requests that end in errors. It never feeds liveness,
 * since what a restarted instance cannot do is left to the others. Readiness that only
 * such checks have withdrawn is restored after a limited time, whatever their results: if
 * all instances are overloaded, withdrawing them makes things worse.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface LoadCheck extends VitalCheck {

}
