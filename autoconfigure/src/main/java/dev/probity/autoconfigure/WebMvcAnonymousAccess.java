package dev.probity.autoconfigure;

import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;

/**
 * Asks Spring Security's own evaluator, which exists for servlets only.
 */
final class WebMvcAnonymousAccess implements AnonymousAccess {

	private static final Authentication ANONYMOUS = new AnonymousAuthenticationToken("probity", "anonymous",
			AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

	private final WebInvocationPrivilegeEvaluator evaluator;

	private final DispatcherServletPath servletPath;

	WebMvcAnonymousAccess(WebInvocationPrivilegeEvaluator evaluator, DispatcherServletPath servletPath) {
		this.evaluator = evaluator;
		this.servletPath = servletPath;
	}

	@Override
	public boolean isAllowed(String path) {
		return this.evaluator.isAllowed("", this.servletPath.getRelativePath(path), "GET", ANONYMOUS);
	}

	@Override
	public String permission() {
		return ".requestMatchers(EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class)).permitAll()";
	}

}
