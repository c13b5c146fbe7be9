package dev.probity.web;

import java.util.function.Supplier;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeScope;
import dev.probity.settings.FailureAnalyzedException;

/**
 * Fails the start if the application answers one of the short probe paths itself: which
 * of the two a caller gets should not depend on the order of two mappings. A pattern of
 * the application that happens to match is none of its answers to a probe.
 */
final class PathClashCheck {

	private final ProbePaths paths;

	private final MappedPaths mapped;

	private final Supplier<AdditionalPaths> groups;

	PathClashCheck(ProbePaths paths, MappedPaths mapped, Supplier<AdditionalPaths> groups) {
		this.paths = paths;
		this.mapped = mapped;
		this.groups = groups;
	}

	void validate() {
		AdditionalPaths groups = this.groups.get();
		this.mapped.forEach((path, handler) -> {
			Probe probe = this.paths.probes().get(path);
			if (probe != null && !(handler instanceof ServesProbes) && !groups.isOf(probe, path, handler)) {
				throw clash(path, probe, handler);
			}
		});
	}

	private static FailureAnalyzedException clash(String path, Probe probe, Object handler) {
		String what = "The path '%s' of the %s probe is also mapped by the application: %s.".formatted(path,
				probe.name(), handler);
		if (probe.scope() == ProbeScope.FEATURE) {
			return new FailureAnalyzedException(what,
					"Rename the feature 'probity.features.%s', give the features another path with 'probity.paths.readiness', map the application's handler elsewhere, or set 'probity.paths.enabled' to false."
						.formatted(probe.name()));
		}
		return new FailureAnalyzedException(what,
				"Give the probe another path with 'probity.paths.%s', map the application's handler elsewhere, or set 'probity.paths.enabled' to false."
					.formatted(probe.name()));
	}

}
