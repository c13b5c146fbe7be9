package dev.probity.indicator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.probity.check.CheckMonitor;
import dev.probity.registration.CheckDefinition;
import dev.probity.registration.CheckDefinitions;
import dev.probity.registration.RegisteredChecks;
import dev.probity.settings.CheckNames;

import org.springframework.core.Ordered;

/**
 * Makes checks of the application's health indicators, at the start and as they come and
 * go.
 */
public final class IndicatorAdoption implements CheckDefinitions {

	private final RegisteredIndicators indicators;

	private final IndicatorChecks checks;

	private final Adoptions adoptions;

	private final CheckMonitor monitor;

	public IndicatorAdoption(RegisteredIndicators indicators, IndicatorChecks checks, CheckContributors contributors,
			CompositeWatch watch, CheckMonitor monitor) {
		this.indicators = indicators;
		this.checks = checks;
		this.adoptions = new Adoptions(checks, contributors, watch);
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
		Map<String, IndicatorSource> sources = this.indicators.byName();
		this.checks.settings().validate(sources.keySet());
		Set<String> taken = this.monitor.snapshots()
			.keySet()
			.stream()
			.map(CheckNames::firstPart)
			.collect(Collectors.toSet());
		this.checks.settings().tellOfChecks(taken);
		List<CheckDefinition> definitions = new ArrayList<>();
		sources.forEach((contributor, source) -> {
			if (!taken.contains(contributor)) {
				definitions.addAll(this.adoptions.adopt(source));
			}
		});
		return definitions;
	}

	@Override
	public Collection<String> furtherNames() {
		return this.adoptions.names();
	}

	@Override
	public void onRegistered(RegisteredChecks registrar) {
		this.adoptions.onRegistered(registrar);
		this.checks.tellOfStatusesInVain(this.monitor.snapshots().keySet(), this.adoptions.names());
		this.indicators.adoptLaterBy(this.adoptions);
	}

}
