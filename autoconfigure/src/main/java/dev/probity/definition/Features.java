package dev.probity.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.settings.CheckNames;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import dev.probity.text.VisibleText;

import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.registry.HealthContributorNameValidator;
import org.springframework.core.Ordered;

/**
 * The features of the application, each with its own readiness probe.
 *
 * @param all the features in the order of the properties
 */
public record Features(List<Feature> all) implements HealthContributorNameValidator, Ordered {

	private static final List<String> RESERVED = List.of(Probe.LIVENESS, Probe.READINESS, Probe.STARTUP,
			Probe.LIFECYCLE, "livenessState", "readinessState", "ping");

	private static final String ALLOWED = "[A-Za-z0-9][A-Za-z0-9_-]*";

	/**
	 * The features that the properties define.
	 * @param declared the application's own health groups
	 * @throws FailureAnalyzedException if one cannot be
	 */
	public static Features of(ProbityProperties properties, HealthEndpointProperties declared) {
		Map<String, List<String>> spellings = properties.features()
			.keySet()
			.stream()
			.collect(Collectors.groupingBy(CheckNames::canonical, LinkedHashMap::new, Collectors.toList()));
		List<Feature> features = new ArrayList<>();
		spellings.values().forEach((keys) -> features.add(feature(keys, properties.features())));
		features.forEach((feature) -> validate(feature, declared));
		return new Features(List.copyOf(features));
	}

	/**
	 * A name may be written in more than one way, in a file and in an environment
	 * variable say: what takes precedence comes first. But the name is the one with the
	 * case and the dashes, which a variable cannot have.
	 */
	private static Feature feature(List<String> keys, Map<String, ProbityProperties.Feature> properties) {
		String name = keys.stream()
			.filter((key) -> !key.equals(CheckNames.canonical(key)))
			.findFirst()
			.orElse(keys.get(0));
		List<String> checks = List.of();
		Map<String, Criticality> criticality = new LinkedHashMap<>();
		for (String key : keys) {
			ProbityProperties.Feature feature = properties.get(key);
			if (feature == null) {
				continue;
			}
			checks = checks.isEmpty() ? feature.checks() : checks;
			feature.criticality().forEach((check, value) -> {
				if (criticality.keySet().stream().noneMatch((said) -> CheckNames.areEqual(said, check))) {
					criticality.put(check, value);
				}
			});
		}
		return new Feature(name, List.copyOf(checks), criticality);
	}

	private static void validate(Feature feature, HealthEndpointProperties declared) {
		if (!feature.name().matches(ALLOWED)) {
			throw invalid(feature, "its name is not one plain segment of a path",
					"Name the feature with letters, digits, dashes and underscores.");
		}
		if (RESERVED.stream().anyMatch((reserved) -> CheckNames.areEqual(reserved, feature.name()))) {
			throw invalid(feature, "that is the name of a probe or of a part of the probes", "Rename the feature.");
		}
		if (feature.checks().isEmpty()) {
			throw invalid(feature, "it lists no checks",
					"List what it needs in '%s', or remove it.".formatted(property(feature, "checks")));
		}
		feature.criticality()
			.keySet()
			.stream()
			.filter((check) -> !feature.mayList(check))
			.findFirst()
			.ifPresent((check) -> {
				throw invalid(feature,
						"'%s' is set for a check that it does not list".formatted(criticality(feature, check)),
						"Add '%s' to '%s', or remove '%s'.".formatted(check, property(feature, "checks"),
								criticality(feature, check)));
			});
		declared.getGroup()
			.keySet()
			.stream()
			.filter((group) -> CheckNames.areEqual(group, feature.name()))
			.forEach((group) -> validateGroup(feature, group, declared));
	}

	/**
	 * A group of the application that only sets what is shown to whom applies to the
	 * feature; one with its own members is a clash.
	 */
	private static void validateGroup(Feature feature, String group, HealthEndpointProperties declared) {
		if (!group.equals(feature.name()) || DeclaredMembers.of(declared, group).isPresent()) {
			throw invalid(feature,
					"'management.endpoint.health.group.%s' defines a health group of that name".formatted(group),
					"Rename one of the two, or remove the group's 'include' and 'exclude': list the checks that the feature needs in '%s'."
						.formatted(property(feature, "checks")));
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

	/**
	 * Refuses a health contributor that has the name of a feature, whenever it is
	 * registered: under <code>/actuator/health/{name}</code> nobody would see it. Boot
	 * refuses the same name itself, later and without saying what a feature has to do
	 * with it.
	 */
	@Override
	public void validate(String contributor) {
		for (Feature feature : this.all) {
			if (CheckNames.areEqual(contributor, feature.name())) {
				throw invalid(feature,
						"'%s' is the name of a check or health indicator, which '/actuator/health/%s' shows"
							.formatted(contributor, contributor),
						"Rename the feature, or the bean that defines the check or indicator.");
			}
		}
	}

	static FailureAnalyzedException invalid(Feature feature, String reason, String wayOut) {
		return new FailureAnalyzedException(
				"The feature 'probity.features.%s' is invalid: %s.".formatted(VisibleText.line(feature.name()), reason),
				wayOut);
	}

	static String property(Feature feature, String setting) {
		return "probity.features.%s.%s".formatted(feature.name(), setting);
	}

	static String criticality(Feature feature, String check) {
		return property(feature, "criticality")
				+ (check.contains("/") ? "[%s]".formatted(check) : ".%s".formatted(check));
	}

}
