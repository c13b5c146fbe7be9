package dev.probity.web;

import java.io.IOException;

import dev.probity.probe.Probe;
import dev.probity.probe.ProbeObserver;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;

/**
 * Answers a short probe path on Spring MVC, straight from the verdict.
 *
 * @since 0.1.0
 */
public final class ProbeRequestHandler implements HttpRequestHandler {

	private final Probe probe;

	private final Probes probes;

	private final ProbeObserver observer;

	/**
	 * Answer for a probe.
	 * @param probe the probe
	 * @param probes gives the verdict
	 * @param observer is told of each answer
	 */
	public ProbeRequestHandler(Probe probe, Probes probes, ProbeObserver observer) {
		this.probe = probe;
		this.probes = probes;
		this.observer = observer;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		boolean isHead = HttpMethod.HEAD.matches(request.getMethod());
		if (!isHead && !HttpMethod.GET.matches(request.getMethod())) {
			response.setHeader(HttpHeaders.ALLOW, "GET, HEAD");
			response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			return;
		}
		ProbeStatus status = this.probes.verdict(this.probe).status();
		this.observer.onAnswer(this.probe, status, request, (caller) -> caller.getHeader(HttpHeaders.USER_AGENT));
		byte[] body = ProbeBody.of(status);
		response.setStatus(status.httpStatus());
		response.setContentType(MediaType.APPLICATION_JSON_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentLength(body.length);
		if (!isHead) {
			response.getOutputStream().write(body);
		}
	}

}
