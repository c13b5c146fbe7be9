package dev.probity.traffic;

import java.io.IOException;
import java.util.function.Supplier;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Sees the requests of a servlet container. To be registered ahead of every other filter,
 * for first dispatches only.
 *
 * @since 0.1.0
 */
public final class ServletTraffic implements Filter {

	private final Supplier<RequestPaths> paths;

	private final Traffic traffic;

	private final @Nullable ReadinessCallers callers;

	/**
	 * See requests.
	 * @param paths tell what a request is for; asked for with the first request, since
	 * filters are made before much else
	 * @param traffic is told of the application's requests
	 * @param callers are told of who asks for readiness; {@code null} if nobody wants to
	 * know
	 */
	public ServletTraffic(Supplier<RequestPaths> paths, Traffic traffic, @Nullable ReadinessCallers callers) {
		this.paths = paths;
		this.traffic = traffic;
		this.callers = callers;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		switch (this.paths.get().kindOf(pathOf(http))) {
			case APPLICATION -> serve(http, response, chain);
			case READINESS_PROBE -> probe(http, (HttpServletResponse) response, chain);
			case MANAGEMENT -> chain.doFilter(request, response);
			case LOOPBACK -> ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_NO_CONTENT);
		}
	}

	private void serve(HttpServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		ActiveRequests.Cohort cohort = this.traffic.arrived();
		try {
			chain.doFilter(request, response);
		}
		finally {
			// answered or not, it holds no thread of the container any more
			cohort.leave();
			countOnceAnswered(request);
		}
	}

	private void countOnceAnswered(HttpServletRequest request) {
		if (!request.isAsyncStarted()) {
			this.traffic.served();
			return;
		}
		try {
			request.getAsyncContext().addListener(new Completion());
		}
		catch (IllegalStateException ex) {
			// has been answered meanwhile
			this.traffic.served();
		}
	}

	private void probe(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		chain.doFilter(request, response);
		if (this.callers != null) {
			this.callers.answered(request.getHeader(HttpHeaders.USER_AGENT), request.getRemoteAddr(),
					response.getStatus());
		}
	}

	/**
	 * The path within the dispatcher, wherever that is mapped.
	 */
	private static String pathOf(HttpServletRequest request) {
		String pathInfo = request.getPathInfo();
		return (pathInfo != null) ? pathInfo : request.getServletPath();
	}

	private final class Completion implements AsyncListener {

		@Override
		public void onComplete(AsyncEvent event) {
			ServletTraffic.this.traffic.served();
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			// completes
		}

		@Override
		public void onError(AsyncEvent event) {
			// completes
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// a new cycle forgets the listeners of the one before
			event.getAsyncContext().addListener(this);
		}

	}

}
