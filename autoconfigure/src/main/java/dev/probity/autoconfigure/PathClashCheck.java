package dev.probity.autoconfigure;

import dev.probity.web.ProbePaths;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Stops the start if the application answers one of the short probe paths itself: which
 * of the two a caller gets should not depend on the order of two mappings. A pattern of
 * the application that happens to match is none of its answers to a probe.
 */
final class PathClashCheck implements SmartInitializingSingleton {

	private final ProbePaths paths;

	private final ApplicationContext context;

	PathClashCheck(ProbePaths paths, ApplicationContext context) {
		this.paths = paths;
		this.context = context;
	}

	@Override
	public void afterSingletonsInstantiated() {
		// by the interface, which is all that a bean method may declare
		this.context.getBeansOfType(HandlerMapping.class).forEach((name, mapping) -> {
			if (mapping instanceof RequestMappingHandlerMapping methods) {
				methods.getHandlerMethods()
					.forEach((info, handler) -> info.getDirectPaths().forEach((path) -> check(path, handler)));
			}
			else if (mapping instanceof AbstractUrlHandlerMapping urls && !name.equals("probityProbeHandlerMapping")) {
				urls.getHandlerMap().forEach(this::check);
			}
		});
	}

	private void check(String path, Object handler) {
		if (this.paths.probes().containsKey(path)) {
			String name = this.paths.probes().get(path).name();
			throw new FailureAnalyzedException(
					"The path '%s' of the %s probe is also mapped by the application: %s.".formatted(path, name,
							handler),
					"Give the probe another path with 'probity.paths.%s', map the application's handler elsewhere, or set 'probity.paths.enabled' to false."
						.formatted(name));
		}
	}

}
