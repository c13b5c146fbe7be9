package dev.probity.traffic;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
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
 * Observes the requests of a servlet container. To be registered ahead of every other
 * filter, for first and for asynchronous dispatches.
 */
final class ServletTraffic implements Filter {

	private final Supplier<RequestPaths> paths;

	private final Traffic traffic;

	private final RequestOutcomeClassifier classifier;

	/**
	 * See requests.
	 * @param paths tell what a request is for; asked for with the first request, since
	 * filters are made before much else
	 * @param traffic is told of the application's requests
	 * @param classifier says what a request counts as; asked for with the first request
	 */
	public ServletTraffic(Supplier<RequestPaths> paths, Traffic traffic,
			Supplier<? extends RequestOutcomeClassifier> classifier) {
		this.paths = paths;
		this.traffic = traffic;
		this.classifier = new SafeClassifier(classifier);
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		HttpServletRequest http = (HttpServletRequest) request;
		if (http.getDispatcherType() == DispatcherType.ASYNC) {
			goOn(http, response, chain);
			return;
		}
		String path = pathOf(http);
		switch (this.paths.get().kindOf(path)) {
			case APPLICATION ->
				serve(new ServletCompletion(http.getMethod(), path, http, (HttpServletResponse) response), chain);
			case MANAGEMENT -> {
				boolean counts = !isOwn(http) && this.paths.get().probes().contains(path);
				chain.doFilter(request, response);
				if (counts) {
					this.traffic.calls()
						.answered(path, http.getHeader(HttpHeaders.USER_AGENT), Entrance.MAIN,
								((HttpServletResponse) response).getStatus());
				}
			}
			case LOOPBACK -> ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_NO_CONTENT);
		}
	}

	private void serve(ServletCompletion completion, FilterChain chain) throws IOException, ServletException {
		ActiveRequests.Cohort cohort = this.traffic.arrived();
		Throwable thrown = null;
		try {
			chain.doFilter(completion.request(), completion.response());
		}
		catch (Throwable ex) {
			thrown = ex;
			throw ex;
		}
		finally {
			// answered or not, it holds no thread of the container any more
			cohort.leave();
			countOnceAnswered(completion, thrown);
		}
	}

	private void countOnceAnswered(ServletCompletion completion, @Nullable Throwable thrown) {
		if (!completion.request().isAsyncStarted()) {
			count(completion, thrown);
			return;
		}
		AsyncEnd end = new AsyncEnd(completion, thrown);
		completion.request().setAttribute(AsyncEnd.ATTRIBUTE, end);
		try {
			completion.request().getAsyncContext().addListener(end);
		}
		catch (IllegalStateException ex) {
			// has been answered meanwhile
			count(completion, thrown);
		}
	}

	/**
	 * Jetty never says that an answer is at its end whose begin has been sent before an
	 * asynchronous dispatch fails.
	 */
	private void goOn(HttpServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		try {
			chain.doFilter(request, response);
		}
		catch (Throwable ex) {
			if (response.isCommitted() && request.getAttribute(AsyncEnd.ATTRIBUTE) instanceof AsyncEnd end) {
				end.brokenOff(ex);
			}
			throw ex;
		}
	}

	private void count(ServletCompletion completion, @Nullable Throwable thrown) {
		this.traffic.served();
		CompletedRequest request = completion.with(thrown);
		if (request != null) {
			this.traffic.completed(this.classifier.classify(request));
		}
	}

	/**
	 * Whether this process asks itself, which makes it no caller.
	 */
	private boolean isOwn(HttpServletRequest request) {
		SelfRequest own = this.traffic.selfRequests().find(request::getHeader);
		if (own != null) {
			own.entered();
		}
		return own != null;
	}

	/**
	 * The path within the dispatcher, wherever that is mapped.
	 */
	static String pathOf(HttpServletRequest request) {
		String pathInfo = request.getPathInfo();
		return (pathInfo != null) ? pathInfo : request.getServletPath();
	}

	private final class AsyncEnd implements AsyncListener {

		private static final String ATTRIBUTE = "dev.probity.traffic.ServletTraffic.AsyncEnd";

		private final ServletCompletion completion;

		private final AtomicBoolean ended = new AtomicBoolean();

		private volatile @Nullable Throwable thrown;

		AsyncEnd(ServletCompletion completion, @Nullable Throwable thrown) {
			this.completion = completion;
			this.thrown = thrown;
		}

		void brokenOff(Throwable ex) {
			this.thrown = ex;
			end();
		}

		@Override
		public void onComplete(AsyncEvent event) {
			end();
		}

		/**
		 * Tomcat says so once more when it has rendered an error page.
		 */
		private void end() {
			if (!this.ended.getAndSet(true)) {
				count(this.completion, this.thrown);
			}
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			// completes, with the status that somebody makes of it
		}

		@Override
		public void onError(AsyncEvent event) {
			this.thrown = event.getThrowable();
		}

		@Override
		public void onStartAsync(AsyncEvent event) {
			// a new cycle forgets the listeners of the one before
			event.getAsyncContext().addListener(this);
		}

	}

}
