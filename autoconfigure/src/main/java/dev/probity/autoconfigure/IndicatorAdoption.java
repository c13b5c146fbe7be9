package dev.probity.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.probity.autoconfigure.CheckDefinition.Pace;
import dev.probity.check.CheckMonitor;
import dev.probity.check.DependencyCheck;
import dev.probity.check.VitalCheck;
import dev.probity.dependency.IndicatorStatuses;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Makes checks of the application's health indicators, at the start and as they come and
 * go.
 */
final class IndicatorAdoption implements CheckDefinitions {

	private static final Log logger = LogFactory.getLog(IndicatorAdoption.class);

	private final RegisteredIndicators indicators;

	private final AdoptionSettings settings;

	private final IndicatorStatuses statuses;

	private final LivenessGuardian guardian;

	private final CheckMonitor monitor;

	private final Map<String, IndicatorSource> adopted = new ConcurrentHashMap<>();

	IndicatorAdoption(RegisteredIndicators indicators, AdoptionSettings settings, IndicatorStatuses statuses,
			LivenessGuardian guardian, CheckMonitor monitor) {
		this.indicators = indicators;
		this.settings = settings;
		this.statuses = statuses;
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
		Map<String, IndicatorSource> sources = this.indicators.byName();
		this.settings.validate(sources.keySet());
		Set<String> taken = this.monitor.snapshots()
			.keySet()
			.stream()
			.map(CheckNames::firstPart)
			.collect(Collectors.toSet());
		this.settings.tellOfChecks(taken);
		List<CheckDefinition> definitions = new ArrayList<>();
		sources.forEach((contributor, source) -> {
			if (!taken.contains(contributor)) {
				definitions.addAll(adopt(contributor, source));
			}
		});
		return definitions;
	}

	/**
	 * Adopt a contributor as a whole, or its parts would fall out of it.
	 * @return the checks; none if it is left as it is
	 */
	List<CheckDefinition> adopt(String contributor, IndicatorSource source) {
		if (source.names().isEmpty() || !RegisteredIndicators.mayBeCheck(contributor)
				|| !this.settings.adopts(contributor, source.names())) {
			return List.of();
		}
		if (source.names().stream().anyMatch((name) -> !CheckNames.isPossible(name))) {
			logger
				.warn(("The health indicator '%s' is asked on the thread of whoever reads it: of its name no check can "
						+ "be made. Give its bean a name without white space.")
					.formatted(contributor));
			return List.of();
		}
		this.adopted.put(contributor, source);
		return source.indicators()
			.entrySet()
			.stream()
			.map((indicator) -> define(contributor, indicator.getKey(), indicator.getValue().apply(this.statuses)))
			.toList();
	}

	/**
	 * Forget a contributor of a kind.
	 * @return what had been adopted under the name, or {@code null}
	 */
	@Nullable IndicatorSource release(String contributor, Class<?> kind) {
		IndicatorSource source = this.adopted.get(contributor);
		return (source != null && kind.isInstance(source.contributor()) && this.adopted.remove(contributor, source))
				? source : null;
	}

	@Override
	public void onRegistered(CheckRegistrar registrar) {
		this.indicators.adoptLaterBy(this, registrar);
	}

	private CheckDefinition define(String contributor, String name, DependencyCheck check) {
		if (this.settings.isDisk(name)) {
			return DiskVital.definition(name, (policy) -> (VitalCheck) check::check);
		}
		boolean local = CheckNames.LOCAL.contains(contributor);
		boolean feedsLiveness = this.settings.feedsLiveness(name);
		if (feedsLiveness && !local) {
			this.guardian.onCustomMember(name);
		}
		return new CheckDefinition(name, name.equals(contributor) ? null : contributor, Criticality.OBSERVED,
				feedsLiveness ? ProbeType.LIVENESS : ProbeType.READINESS, Pace.GENTLE, null,
				(policy) -> (local || feedsLiveness) ? (VitalCheck) check::check : check);
	}

}
