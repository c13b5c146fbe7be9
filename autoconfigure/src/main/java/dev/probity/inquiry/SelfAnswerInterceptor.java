package dev.probity.inquiry;

import java.io.IOException;

import dev.probity.traffic.SelfRequest;
import dev.probity.traffic.SelfRequests;
import dev.probity.web.ProbeAnswer;
import dev.probity.web.ServesProbes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Answers this process on Spring MVC when it asks itself and has come to the handler of a
 * probe, whichever port that is on. It is told what an instance that is not ready says,
 * so that whatever changes such an answer on its way shows. No verdict is asked for:
 * nobody has been told anything.
 */
final class SelfAnswerInterceptor implements HandlerInterceptor {

	private static final String ACTUATOR = "org.springframework.boot.webmvc.actuate";

	private final SelfRequests requests;

	/**
	 * Answer this process.
	 * @param requests tell which requests are its own
	 */
	public SelfAnswerInterceptor(SelfRequests requests) {
		this.requests = requests;
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
			throws IOException {
		SelfRequest own = this.requests.find(request::getHeader);
		if (own == null || !isOfProbe(handler)) {
			return true;
		}
		own.arrived();
		ProbeAnswer answer = SelfInquiry.ANSWER;
		response.setStatus(answer.httpStatus());
		response.setContentType(answer.contentType());
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentLength(answer.body().length);
		response.getOutputStream().write(answer.body());
		return false;
	}

	private static boolean isOfProbe(Object handler) {
		return handler instanceof ServesProbes || (handler instanceof HandlerMethod method
				&& method.getBeanType().getPackageName().startsWith(ACTUATOR));
	}

}
