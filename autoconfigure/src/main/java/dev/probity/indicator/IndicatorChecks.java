package dev.probity.indicator;

import java.util.Collection;
import java.util.Set;
import java.util.function.Predicate;

import dev.probity.check.CheckPolicy;
import dev.probity.check.DependencyCheck;
import dev.probity.check.VitalCheck;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckSettings;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.settings.CheckNames;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Makes the check of a health indicator.
 *
 * @param settings which contributors become checks
 * @param checks the settings of each check
 * @param results converts the answers of indicators, unless a property overrides the
 * conversion
 * @param livenessValidator is notified of indicators that feed liveness
 * @param availability the indicators that show the availability of the application
 */
public record IndicatorChecks(AdoptionSettings settings, CheckSettings checks, IndicatorResults results,
		LivenessGroupValidator livenessValidator, AvailabilityIndicators availability) {

	private static final Log logger = LogFactory.getLog(IndicatorChecks.class);

	/**
	 * Whether checks are to be made of a contributor.
	 * @param indicators the full names of what is in it
	 */
	boolean mayBe(IndicatorSource source, Set<String> indicators) {
		Set<String> names = indicators.isEmpty() ? Set.of(source.name()) : indicators;
		if (this.availability.areKnown(source)
				|| !this.settings.adopts(source.name(), this.availability.probe(source.name()), names)) {
			return false;
		}
		// what has a slash is read as a part of something else
		boolean possible = source.name().indexOf('/') < 0 && names.stream().allMatch(CheckNames::isPossible);
		if (!possible) {
			logger
				.warn(("The health indicator '%s' runs on the thread of each caller, because its name is not valid for "
						+ "a check. Give its bean a name without white space, slashes and characters that cannot be seen.")
					.formatted(VisibleText.line(source.name())));
		}
		return possible;
	}

	/**
	 * The check of an indicator.
	 * @param name its full name
	 * @param found the indicator
	 * @param onCallerNeeded receives the reason why it cannot be a check
	 */
	CheckDefinition define(IndicatorSource source, String name, Object found, Predicate<String> onCallerNeeded) {
		String contributor = source.name();
		String alias = name.equals(contributor) ? null : contributor;
		DependencyCheck check = source.check(name, found, resultsOf(name), onCallerNeeded);
		AdoptedVital vital = this.settings.vital(name);
		if (vital != null) {
			return vital.definition(name, (policy) -> (VitalCheck) check::check);
		}
		ProbeType shown = this.availability.probe(contributor);
		if (shown != null) {
			return this.availability.definition(name, shown, check);
		}
		boolean local = CheckNames.LOCAL.contains(contributor);
		boolean feedsLiveness = this.settings.feedsLiveness(name);
		if (feedsLiveness && !local) {
			this.livenessValidator.onCustomMember(name);
		}
		return new CheckDefinition(name, alias, Criticality.OBSERVED,
				feedsLiveness ? ProbeType.LIVENESS : ProbeType.READINESS, Pace.GENTLE, null,
				(policy) -> (local || feedsLiveness) ? (VitalCheck) check::check : check);
	}

	private IndicatorResults resultsOf(String name) {
		Set<String> failing = this.checks.failingStatuses(name);
		return (failing != null)
				? new IndicatorResults(this.results.statuses().failingAlso(failing), this.results.shape())
				: this.results;
	}

	/**
	 * Warn about statuses that are set for something other than a health indicator.
	 * @param all the names of all checks
	 * @param adopted the names of the contributors that are adopted; those of indicators
	 * in them may be there, too
	 */
	void warnOfStatusesInVain(Set<String> all, Collection<String> adopted) {
		for (String name : this.checks.withFailingStatuses()) {
			boolean exists = all.stream().anyMatch((check) -> CheckNames.covers(name, check));
			boolean heard = adopted.stream().anyMatch((contributor) -> CheckNames.covers(contributor, name));
			if (exists && !heard) {
				logger.warn("The property '%s' has no effect: '%s' is no health indicator."
					.formatted(CheckSettings.property(name, "failing-statuses"), name));
			}
		}
	}

	/**
	 * When the parts of a composite are looked up.
	 */
	CheckPolicy lookUp(IndicatorSource source) {
		return this.checks
			.policy(new CheckDefinition(source.name(), null, Criticality.OBSERVED, Pace.NORMAL, (policy) -> {
				throw new IllegalStateException("'%s' is a composite".formatted(source.name()));
			}));
	}

}
