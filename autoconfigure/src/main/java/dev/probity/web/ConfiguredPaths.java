package dev.probity.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeScope;
import dev.probity.probe.Probes;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;

/**
 * Makes the short probe paths from the properties, and validates them. They have to be
 * right even if the application's port is to have none: the probe port has them, and so
 * has what is said of who requests the probes.
 */
public final class ConfiguredPaths {

	private ConfiguredPaths() {
	}

	public static ProbePaths of(ProbityProperties.Paths properties, Probes probes) {
		Map<String, String> paths = new LinkedHashMap<>();
		paths.put(Probe.LIVENESS, properties.liveness());
		paths.put(Probe.READINESS, properties.readiness());
		paths.put(Probe.STARTUP, properties.startup());
		Map<String, Probe> byPath = new LinkedHashMap<>();
		paths.forEach((name, path) -> {
			if (!path.matches("(/[\\w.~-]+)+")) {
				throw invalid(name, path, "is not a plain path such as '/readyz' (no pattern, no slash at the end)");
			}
			if (byPath.put(path, Objects.requireNonNull(probes.probe(name))) != null) {
				throw invalid(name, path, "is the path of another probe, too");
			}
		});
		probes.all().stream().filter((probe) -> probe.scope() == ProbeScope.FEATURE).forEach((feature) -> {
			String path = properties.readiness() + "/" + feature.name();
			Probe other = byPath.put(path, feature);
			if (other != null) {
				throw new FailureAnalyzedException(
						description(other.name(), path,
								"is the path of the feature '%s', too".formatted(feature.name())),
						"Correct the property 'probity.paths.%s', or rename the feature 'probity.features.%s'."
							.formatted(other.name(), feature.name()));
			}
		});
		return new ProbePaths(byPath);
	}

	private static FailureAnalyzedException invalid(String name, String path, String reason) {
		return new FailureAnalyzedException(description(name, path, reason),
				"Correct the property 'probity.paths.%s'.".formatted(name));
	}

	private static String description(String name, String path, String reason) {
		return "The path of the %s probe, '%s', %s.".formatted(name, path, reason);
	}

}
