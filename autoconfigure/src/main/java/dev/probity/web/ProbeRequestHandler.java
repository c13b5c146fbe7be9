package dev.probity.web;

import java.io.IOException;

import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Visibility;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.HttpRequestHandler;

/**
 * Answers a short probe path on Spring MVC, straight from the verdict.
 *
 * @since 0.1.0
 */
public final class ProbeRequestHandler implements HttpRequestHandler, ServesProbes {

	private final ProbeResponder responder;

	/**
	 * Answer for a probe.
	 * @param responder knows the answer
	 */
	public ProbeRequestHandler(ProbeResponder responder) {
		this.responder = responder;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		ProbeMethod method = ProbeMethod.of(request.getMethod());
		if (method == ProbeMethod.OTHER) {
			response.setHeader(HttpHeaders.ALLOW, ProbeMethod.ALLOWED);
			response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			return;
		}
		ProbeAnswer answer = answer(request);
		this.responder.answered(answer, request, (caller) -> caller.getHeader(HttpHeaders.USER_AGENT));
		response.setStatus(answer.httpStatus());
		response.setContentType(answer.contentType());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		if (!answer.headers().isEmpty()) {
			answer.headers().forEach(response::setHeader);
		}
		if (method == ProbeMethod.OPTIONS) {
			response.setHeader(HttpHeaders.ALLOW, ProbeMethod.ALLOWED);
		}
		response.setContentLength(answer.body().length);
		if (method != ProbeMethod.HEAD) {
			response.getOutputStream().write(answer.body());
		}
	}

	private ProbeAnswer answer(HttpServletRequest request) {
		if (VerboseQuery.isIn(request.getQueryString())) {
			return this.responder.verbose(visibility(request));
		}
		ProbeVerdict verdict = this.responder.verdict();
		return this.responder.brief(verdict,
				this.responder.isForEveryone(verdict) ? Visibility.STATUS : visibility(request));
	}

	private Visibility visibility(HttpServletRequest request) {
		return this.responder.visibility(request.getUserPrincipal(), request::isUserInRole);
	}

}
