package dev.probity.registration;

import dev.probity.check.CheckKind;
import dev.probity.check.HealthCheck;

/**
 * Checks that run in place of those that are defined, in tests.
 */
@FunctionalInterface
public interface StandInChecks {

	/**
	 * The check that is to run under a name.
	 * @param name the name
	 * @param defined the check that would run otherwise
	 * @return a check of the same {@link CheckKind}
	 */
	HealthCheck inPlaceOf(String name, HealthCheck defined);

}
