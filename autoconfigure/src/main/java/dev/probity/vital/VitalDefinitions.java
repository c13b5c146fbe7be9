package dev.probity.vital;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.HealthCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinitions;
import dev.probity.definition.RegisteredChecks;
import dev.probity.engine.CheckMonitor;
import dev.probity.indicator.AdoptedVital;
import dev.probity.indicator.RegisteredIndicators;
import dev.probity.registration.LaterChecks;
import dev.probity.settings.CheckNames;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.Ordered;

/**
 * Probity's own vital checks. If the application has a check or a health indicator of the
 * same name, that one is used.
 */
public final class VitalDefinitions implements CheckDefinitions, LaterChecks, AdoptedVital, DisposableBean {

	private static final Log logger = LogFactory.getLog(VitalDefinitions.class);

	private final Collection<CheckDefinition> vitals;

	private final VitalSettings settings;

	private final HeartbeatChecks heartbeats;

	private final CheckMonitor monitor;

	private final @Nullable RegisteredIndicators indicators;

	VitalDefinitions(Collection<CheckDefinition> vitals, VitalSettings settings, HeartbeatChecks heartbeats,
			CheckMonitor monitor, @Nullable RegisteredIndicators indicators) {
		this.vitals = List.copyOf(vitals);
		this.settings = settings;
		this.heartbeats = heartbeats;
		this.monitor = monitor;
		this.indicators = indicators;
	}

	/**
	 * After the application's own checks, and before its health indicators become some.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE - 1;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		return this.vitals.stream()
			.flatMap((vital) -> vital.name().equals(CheckNames.DISK) ? disk(vital) : Stream.of(vital))
			.filter((vital) -> vital.name().equals(CheckNames.DISK_SPACE) || isWanted(vital.name()))
			.toList();
	}

	/**
	 * Where Actuator has an indicator for the disk, that becomes the check, and ours only
	 * takes its place if it has its own settings.
	 */
	@Override
	public void onRegistered(RegisteredChecks checks) {
		this.heartbeats.attach(checks);
	}

	@Override
	public Collection<CheckDefinition> examples(Collection<String> said) {
		return this.heartbeats.examples(said);
	}

	@Override
	public boolean mayCome(String name) {
		return this.heartbeats.mayCome(name);
	}

	@Override
	public void destroy() {
		this.heartbeats.detach();
	}

	/**
	 * What is set of all checks of this kind.
	 */
	public VitalSettings settings() {
		return this.settings;
	}

	/**
	 * Actuator's indicator <code>diskSpace</code> takes the place of our own check of the
	 * disk.
	 */
	@Override
	public boolean is(String indicator) {
		return indicator.equals(CheckNames.DISK_SPACE) && !this.settings.excludes(indicator);
	}

	@Override
	public CheckDefinition definition(String indicator, Function<CheckPolicy, HealthCheck> check) {
		return DiskVital.definition(indicator, check);
	}

	private Stream<CheckDefinition> disk(CheckDefinition ours) {
		if (!namesInUse().contains(CheckNames.DISK_SPACE)) {
			return Stream.of(ours);
		}
		boolean wanted = this.settings.describeDisk() && !this.settings.excludes(CheckNames.DISK_SPACE)
				&& this.monitor.snapshot(CheckNames.DISK_SPACE) == null;
		return wanted ? Stream.of(DiskVital.definition(CheckNames.DISK_SPACE, ours.check())) : Stream.empty();
	}

	/**
	 * Whether there is to be such a vital check.
	 */
	public boolean isWanted(String name) {
		if (this.settings.excludes(name)) {
			return false;
		}
		if (!namesInUse().contains(CheckNames.firstPart(name))) {
			return true;
		}
		logger.warn(
				("The vital check '%s' is not created, because the application has a check or a health indicator of that "
						+ "name. Give that another name, or add '%s' to 'probity.vitals.exclude'.")
					.formatted(name, name));
		return false;
	}

	/**
	 * Those of a composite that there are to be.
	 */
	public Collection<CheckDefinition> wanted(String composite, Collection<CheckDefinition> definitions) {
		if (definitions.isEmpty() || !isWanted(composite)) {
			return List.of();
		}
		return definitions.stream()
			.filter((definition) -> CheckNames.isPossible(definition.name())
					&& !this.settings.excludes(definition.name()))
			.toList();
	}

	private Set<String> namesInUse() {
		List<String> names = new ArrayList<>(this.monitor.snapshots().keySet());
		if (this.indicators != null) {
			names.addAll(this.indicators.byName().keySet());
		}
		return names.stream().map(CheckNames::firstPart).collect(Collectors.toSet());
	}

}
