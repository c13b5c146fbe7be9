package dev.probity.traffic;

import java.io.IOException;
import java.util.function.Supplier;

import dev.probity.probe.Probes;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;

/**
 * Answers the application's requests of a servlet container with a 503 until the instance
 * has come up. To be registered for first dispatches only.
 */
final class ServletRejection implements Filter {

	private final Supplier<RequestPaths> paths;

	private final StartupRejection rejection;

	/**
	 * Reject requests.
	 * @param paths tell which requests are the application's; asked for with the first
	 * request, since filters are made before much else
	 * @param probes know whether the instance has come up; asked for with the first
	 * request, too
	 */
	public ServletRejection(Supplier<RequestPaths> paths, Supplier<Probes> probes) {
		this.paths = paths;
		this.rejection = new StartupRejection(probes);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.rejection.isOver()
				|| this.paths.get().kindOf(pathOf((HttpServletRequest) request)) != RequestKind.APPLICATION) {
			chain.doFilter(request, response);
			return;
		}
		request.setAttribute(StartupRejection.ATTRIBUTE, true);
		HttpServletResponse http = (HttpServletResponse) response;
		http.setStatus(StartupRejection.STATUS.value());
		http.setHeader(HttpHeaders.RETRY_AFTER, StartupRejection.RETRY_AFTER);
		http.setHeader(HttpHeaders.CACHE_CONTROL, StartupRejection.CACHE_CONTROL);
		http.setContentLength(0);
	}

	/**
	 * The path within the dispatcher, wherever that is mapped.
	 */
	private static String pathOf(HttpServletRequest request) {
		String pathInfo = request.getPathInfo();
		return (pathInfo != null) ? pathInfo : request.getServletPath();
	}

}
