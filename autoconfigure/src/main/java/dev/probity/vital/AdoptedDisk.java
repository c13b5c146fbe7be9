package dev.probity.vital;

import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.indicator.AdoptedVital;
import dev.probity.registration.CheckDefinition;
import dev.probity.settings.CheckNames;

/**
 * Actuator's indicator <code>diskSpace</code>, which takes the place of our own check of
 * the disk.
 *
 * @param settings say whether there is to be such a check
 */
record AdoptedDisk(VitalSettings settings) implements AdoptedVital {

	@Override
	public boolean is(String indicator) {
		return indicator.equals(CheckNames.DISK_SPACE) && !this.settings.excludes(indicator);
	}

	@Override
	public CheckDefinition definition(String indicator, Function<CheckPolicy, HealthCheck> check) {
		return DiskVital.definition(indicator, check);
	}

}
