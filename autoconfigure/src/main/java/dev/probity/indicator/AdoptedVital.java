package dev.probity.indicator;

import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;

/**
 * A health indicator that examines the same as a vital check of Probity: once adopted, it
 * replaces that check.
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
