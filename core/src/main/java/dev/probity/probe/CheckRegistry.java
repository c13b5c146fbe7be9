package dev.probity.probe;

import dev.probity.check.CheckRegistration;
import dev.probity.check.HealthCheck;

/**
 * Registers checks while the application runs, for example those of tenants or of clients
 * that are created on demand. A check that exists as long as the application should be a
 * bean. Thread-safe.
 * <p>
 * A check runs at once. Until its first result it is unknown, and a probe for which it is
 * required is not ready.
 *
 * @since 0.1.0
 */
public interface CheckRegistry {

	/**
	 * Register a check with the settings of <code>probity.checks.{name}</code>, else of
	 * <code>probity.defaults</code>.
	 * @param name the name as Actuator is to show it; with slashes, a check in a
	 * composite
	 * @param check the check
	 * @param criticality what its failing does to readiness (of a vital check, to
	 * liveness), unless the settings say otherwise
	 * @throws RuntimeException if the name is taken or is none that a check can have, or
	 * if the settings are wrong; nothing is registered then
	 */
	void register(String name, HealthCheck check, Criticality criticality);

	/**
	 * Register a check with its own policy, which holds where the settings say nothing.
	 * @param registration the check
	 * @param criticality see {@link #register(String, HealthCheck, Criticality)}
	 * @throws RuntimeException see {@link #register(String, HealthCheck, Criticality)}
	 */
	void register(CheckRegistration registration, Criticality criticality);

	/**
	 * Remove a check that was registered here. A run of it that is inside is interrupted,
	 * and what it finds does not count any more.
	 * @param name the check's name
	 * @return whether there was such a check
	 */
	boolean unregister(String name);

}
