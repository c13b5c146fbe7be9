package dev.probity.benchmark.http.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Answers ahead of Spring MVC, of every filter and of the observation of requests: as
 * fast as this server can.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class FilterAheadOfAll implements Filter {

	private static final byte[] BODY = "{\"status\":\"UP\"}".getBytes(StandardCharsets.US_ASCII);

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (!"/ahead".equals(((HttpServletRequest) request).getRequestURI())) {
			chain.doFilter(request, response);
			return;
		}
		response.setContentType("application/json");
		response.setContentLength(BODY.length);
		response.getOutputStream().write(BODY);
	}

}
