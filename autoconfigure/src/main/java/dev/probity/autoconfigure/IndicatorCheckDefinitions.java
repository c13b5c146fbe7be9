package dev.probity.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.actuate.DeclaredMembers;
import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.check.CheckMonitor;
import dev.probity.check.VitalCheck;
import dev.probity.dependency.HealthIndicatorCheck;
import dev.probity.probe.Criticality;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.core.Ordered;

/**
 * The indicators that the application has named, as a member of a probe's group or under
 * <code>probity.checks</code>: what a probe looks at has to run in the background.
 */
final class IndicatorCheckDefinitions implements CheckDefinitions {

	private final NamedIndicators indicators;

	private final CheckSettings settings;

	private final DeclaredMembers liveness;

	private final DeclaredMembers readiness;

	private final LivenessGuardian guardian;

	private final CheckMonitor monitor;

	IndicatorCheckDefinitions(NamedIndicators indicators, CheckSettings settings, DeclaredMembers liveness,
			DeclaredMembers readiness, LivenessGuardian guardian, CheckMonitor monitor) {
		this.indicators = indicators;
		this.settings = settings;
		this.liveness = liveness;
		this.readiness = readiness;
		this.guardian = guardian;
		this.monitor = monitor;
	}

	/**
	 * After all others: what is a check already is not to be one again.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public Collection<CheckDefinition> definitions() {
		Set<String> taken = this.monitor.snapshots()
			.keySet()
			.stream()
			.map(CheckNames::firstPart)
			.collect(Collectors.toSet());
		List<CheckDefinition> definitions = new ArrayList<>();
		this.indicators.byContributor().forEach((contributor, indicators) -> {
			if (!taken.contains(contributor)
					&& (this.settings.mentions(contributor) || indicators.keySet().stream().anyMatch(this::isNamed))) {
				// a contributor is replaced as a whole, or its parts would fall out of it
				indicators.forEach((name, indicator) -> definitions.add(define(contributor, name, indicator)));
			}
		});
		return definitions;
	}

	private boolean isNamed(String name) {
		return this.settings.mentions(name) || this.readiness.includes(name) || isVital(name);
	}

	private boolean isVital(String name) {
		return this.liveness.includes(name) && !CheckNames.isExternal(name);
	}

	private CheckDefinition define(String contributor, String name, HealthIndicator indicator) {
		HealthIndicatorCheck check = new HealthIndicatorCheck(indicator);
		boolean vital = isVital(name);
		if (vital && !CheckNames.LOCAL.contains(contributor)) {
			this.guardian.onCustomMember(name);
		}
		return new CheckDefinition(name, name.equals(contributor) ? null : contributor, Criticality.OBSERVED,
				Pace.GENTLE, (policy) -> vital ? (VitalCheck) check::check : check);
	}

}
