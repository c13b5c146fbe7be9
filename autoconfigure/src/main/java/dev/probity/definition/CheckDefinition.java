package dev.probity.definition;

import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.HealthCheck;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import org.jspecify.annotations.Nullable;

/**
 * A check that is to be registered once its settings are known.
 *
 * @param name the check's name
 * @param alias another name under which it may be set, or {@code null}
 * @param criticality what its failing does unless settings say otherwise
 * @param probe the probe that it feeds unless settings say otherwise, or {@code null} for
 * what its kind says
 * @param pace how often it runs unless settings say otherwise
 * @param policy what holds unless settings say otherwise, or {@code null} for what the
 * pace says
 * @param check makes the check for its policy
 */
public record CheckDefinition(String name, @Nullable String alias, Criticality criticality, @Nullable ProbeType probe,
		Pace pace, @Nullable CheckPolicy policy, Function<CheckPolicy, HealthCheck> check) {

	public CheckDefinition(String name, @Nullable String alias, Criticality criticality, Pace pace,
			Function<CheckPolicy, HealthCheck> check) {
		this(name, alias, criticality, null, pace, null, check);
	}

	public CheckDefinition(CheckRegistration registration, Criticality criticality) {
		this(registration.name(), null, criticality, null, Pace.NORMAL, registration.policy(),
				(policy) -> registration.check());
	}

	/**
	 * How often a check runs unless settings say otherwise.
	 */
	public enum Pace {

		/** At the default interval. */
		NORMAL,

		/**
		 * Seldom, and not oftener when it fails: it was written to be asked on demand.
		 */
		GENTLE

	}

}
