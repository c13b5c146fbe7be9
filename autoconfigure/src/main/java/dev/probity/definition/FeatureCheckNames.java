package dev.probity.definition;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Fails the start if a feature lists a check that nobody knows, once all checks are
 * registered. One that is known but does not exist is ignored, with a warning unless it
 * may still come.
 */
final class FeatureCheckNames {

	private static final Log logger = LogFactory.getLog(FeatureCheckNames.class);

	private final Features features;

	private final CheckCriticalities checks;

	private final Predicate<String> later;

	private final boolean validate;

	FeatureCheckNames(Features features, CheckCriticalities checks, Predicate<String> later, boolean validate) {
		this.features = features;
		this.checks = checks;
		this.later = later;
		this.validate = validate;
	}

	void validate() {
		Set<String> known = this.checks.names();
		this.features.all()
			.forEach((feature) -> Stream.concat(feature.checks().stream(), feature.criticality().keySet().stream())
				.distinct()
				.filter((listed) -> known.stream()
					.filter(feature::lists)
					.noneMatch((check) -> CheckNames.covers(listed, check)))
				.forEach((listed) -> onAbsent(feature, listed, known)));
	}

	private void onAbsent(Feature feature, String listed, Set<String> known) {
		if (CheckNames.LOCAL.stream()
			.anyMatch((name) -> DeclaredMembers.isAvailability(name) && CheckNames.areEqual(name, listed))) {
			// what the application publishes is taken into account anyway
			return;
		}
		if (this.later.test(listed)) {
			return;
		}
		if (this.validate && !CheckNames.isBuiltIn(listed)) {
			throw unknown(feature, listed, known);
		}
		logger.warn("The feature '%s' lists '%s' ('%s'), which does not exist and is ignored until it does."
			.formatted(feature.name(), VisibleText.line(listed), Features.property(feature, "checks")));
	}

	private static FailureAnalyzedException unknown(Feature feature, String listed, Set<String> known) {
		return Features.invalid(feature, "it names '%s', a check that does not exist".formatted(listed),
				("Correct the property '%s' to name checks of this application (%s). If the check comes later, with a child "
						+ "context or while the application runs, set 'probity.validate-names' to false.")
					.formatted(
							feature.checks().contains(listed) ? Features.property(feature, "checks")
									: Features.criticality(feature, listed),
							known.stream().sorted().collect(Collectors.joining(", "))));
	}

}
