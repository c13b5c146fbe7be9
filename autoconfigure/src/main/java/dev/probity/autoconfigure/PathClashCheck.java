package dev.probity.autoconfigure;

import dev.probity.web.ProbePaths;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Stops the start if the application answers one of the short probe paths itself: which
 * of the two a caller gets should not depend on the order of two mappings. A pattern of
 * the application that happens to match is none of its answers to a probe.
 */
final class PathClashCheck implements SmartInitializingSingleton {

	private static final String OWN_PACKAGE = ProbePaths.class.getPackageName();

	private final ProbePaths paths;

	private final MappedPaths mapped;

	PathClashCheck(ProbePaths paths, MappedPaths mapped) {
		this.paths = paths;
		this.mapped = mapped;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.mapped.forEach((path, handler) -> {
			if (this.paths.probes().containsKey(path) && !handler.getClass().getPackageName().equals(OWN_PACKAGE)) {
				throw clash(path, this.paths.probes().get(path).name(), handler);
			}
		});
	}

	private static FailureAnalyzedException clash(String path, String probe, Object handler) {
		return new FailureAnalyzedException(
				"The path '%s' of the %s probe is also mapped by the application: %s.".formatted(path, probe, handler),
				"Give the probe another path with 'probity.paths.%s', map the application's handler elsewhere, or set 'probity.paths.enabled' to false."
					.formatted(probe));
	}

}
