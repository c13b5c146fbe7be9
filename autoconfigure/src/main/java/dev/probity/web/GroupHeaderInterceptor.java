package dev.probity.web;

import java.util.Map;
import java.util.function.Predicate;

import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeHttpStatus;
import dev.probity.probe.ProbeType;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.Visibility;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Adds the headers to what Actuator answers for a probe's group on Spring MVC, whichever
 * port it is on. Actuator has sent its answer by the time it returns, so they have to be
 * there before. A balancer that uses OPTIONS gets the status as well.
 */
final class GroupHeaderInterceptor implements HandlerInterceptor {

	private static final String ACTUATOR = "org.springframework.boot.webmvc.actuate";

	private static final String SPRING = "org.springframework.web.servlet.mvc";

	private final Map<String, Probe> groups;

	private final Probes probes;

	private final DetailPolicy policy;

	private final VerdictHeaders headers;

	private final ProbeHttpStatus httpStatus;

	private final Predicate<HttpServletRequest> own;

	/**
	 * Add the headers.
	 * @param groups the probes by the paths of their groups
	 * @param probes give the verdicts
	 * @param policy what of them is shown to whom
	 * @param headers the headers
	 * @param httpStatus what verdicts are over HTTP
	 * @param own recognises the requests of this process to itself, which tell nobody
	 * anything
	 */
	public GroupHeaderInterceptor(Map<String, Probe> groups, Probes probes, DetailPolicy policy, VerdictHeaders headers,
			ProbeHttpStatus httpStatus, Predicate<HttpServletRequest> own) {
		this.groups = groups;
		this.probes = probes;
		this.policy = policy;
		this.headers = headers;
		this.httpStatus = httpStatus;
		this.own = own;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		boolean options = isOptions(request, handler);
		Probe probe = (options || isActuators(handler))
				? this.groups.get(ServletRequestPathUtils.getCachedPathValue(request)) : null;
		if (probe == null || this.own.test(request)) {
			return true;
		}
		ProbeVerdict verdict = this.probes.verdict(probe);
		if (options) {
			// Spring answers OPTIONS itself, with 200 whatever the verdict
			response.setStatus(this.httpStatus.of(verdict));
		}
		if (probe.type() == ProbeType.READINESS || verdict.hold() != null) {
			Visibility visibility = this.policy.visibility(probe, request.getUserPrincipal(), request::isUserInRole);
			this.headers.of(probe, verdict, visibility).forEach(response::setHeader);
		}
		return true;
	}

	private static boolean isOptions(HttpServletRequest request, Object handler) {
		return HttpMethod.OPTIONS.matches(request.getMethod()) && handler instanceof HandlerMethod method
				&& method.getBeanType().getPackageName().startsWith(SPRING);
	}

	/**
	 * The same path of another port may lead to static resources or to the application.
	 */
	private static boolean isActuators(Object handler) {
		return handler instanceof HandlerMethod method && method.getBeanType().getPackageName().startsWith(ACTUATOR);
	}

}
