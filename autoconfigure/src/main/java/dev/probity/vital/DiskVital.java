package dev.probity.vital;

import java.io.File;
import java.time.Duration;
import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.settings.CheckNames;
import dev.probity.settings.VitalProperties;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * The one check of the disk: Actuator's indicator <code>diskSpace</code> where there is
 * one, with what <code>management.health.diskspace</code> says, and our own otherwise.
 * Its settings may use either of the two names.
 */
final class DiskVital {

	private static final String ACTUATOR = "management.health.diskspace.";

	private static final Duration SELDOM = Duration.ofSeconds(30);

	private DiskVital() {
	}

	/**
	 * The definition of the check.
	 * @param name one of its two names
	 */
	public static CheckDefinition definition(String name, Function<CheckPolicy, HealthCheck> check) {
		return new CheckDefinition(name, name.equals(CheckNames.DISK) ? CheckNames.DISK_SPACE : CheckNames.DISK,
				Criticality.REQUIRED, ProbeType.READINESS, Pace.NORMAL, VitalPolicies.every(SELDOM, 2), check);
	}

	/**
	 * Probity's own check. What is not set is taken from Actuator's settings.
	 */
	static DiskCheck check(VitalProperties.Disk disk, Environment environment) {
		Binder actuator = Binder.get(environment);
		File path = (disk.path() != null) ? disk.path()
				: actuator.bind(ACTUATOR + "path", File.class).orElseGet(() -> new File("."));
		DataSize threshold = (disk.threshold() != null) ? disk.threshold()
				: actuator.bind(ACTUATOR + "threshold", DataSize.class).orElseGet(() -> DataSize.ofMegabytes(10));
		return new DiskCheck(path, Math.max(0, threshold.toBytes()));
	}

}
