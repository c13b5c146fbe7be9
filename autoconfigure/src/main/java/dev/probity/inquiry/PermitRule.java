package dev.probity.inquiry;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What to write into the application's own security filter chain so that anonymous
 * callers reach the probes.
 */
enum PermitRule {

	/** On Spring MVC. */
	SERVLET("requestMatchers", "requestMatchers", "servlet"),

	/** On Spring WebFlux. */
	REACTIVE("matchers", "pathMatchers", "reactive");

	private static final String IMPORTS = "import org.springframework.boot.security.autoconfigure.actuate.web.%s.EndpointRequest, "
			+ "org.springframework.boot.actuate.endpoint.web.WebServerNamespace, "
			+ "org.springframework.boot.health.actuate.endpoint.HealthEndpoint";

	private final String matchers;

	private final String pathMatchers;

	private final String stack;

	PermitRule(String matchers, String pathMatchers, String stack) {
		this.matchers = matchers;
		this.pathMatchers = pathMatchers;
		this.stack = stack;
	}

	/**
	 * By Boot's matchers, which know the paths as long as the health endpoint is exposed.
	 */
	String byEndpoint() {
		return ".%s(EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class), EndpointRequest.to(HealthEndpoint.class)).permitAll() (%s)"
			.formatted(this.matchers, IMPORTS.formatted(this.stack));
	}

	/**
	 * By the paths themselves, below context path and servlet path.
	 */
	String byPath(List<String> paths) {
		return ".%s(%s).permitAll()".formatted(this.pathMatchers,
				paths.stream().map("\"%s\""::formatted).collect(Collectors.joining(", ")));
	}

}
