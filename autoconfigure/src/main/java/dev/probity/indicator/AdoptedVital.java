package dev.probity.indicator;

import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.registration.CheckDefinition;

/**
 * A health indicator that looks inside the process as one of our vitals does: adopted, it
 * takes the place of that vital.
 */
public interface AdoptedVital {

	/**
	 * Whether an indicator is the vital.
	 */
	boolean is(String indicator);

	/**
	 * Define the vital.
	 * @param check asks the indicator
	 */
	CheckDefinition definition(String indicator, Function<CheckPolicy, HealthCheck> check);

}
