package dev.probity.fleet;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.probity.traffic.PeerAnswer;
import dev.probity.traffic.PeerPath;
import dev.probity.web.ServesProbes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.StandardServletAsyncWebRequest;
import org.springframework.web.context.request.async.WebAsyncManager;
import org.springframework.web.context.request.async.WebAsyncUtils;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Answers peers on Spring MVC. While a check runs, the request has no thread.
 */
final class PeerRequestHandler implements HttpRequestHandler, ServesProbes {

	// longer than any check takes that a peer waits for
	private static final long PATIENCE = Duration.ofMinutes(5).toMillis();

	private final PeerPath peers;

	PeerRequestHandler(PeerPath peers) {
		this.peers = peers;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
		WebAsyncManager async = WebAsyncUtils.getAsyncManager(request);
		if (async.hasConcurrentResult()) {
			Object result = async.getConcurrentResult();
			async.clearConcurrentResult();
			if (result instanceof PeerAnswer answer) {
				write(answer, response);
			}
			else {
				response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			}
			return;
		}
		String path = ServletRequestPathUtils.getParsedRequestPath(request).pathWithinApplication().value();
		String check = this.peers.checkIn(path);
		if (check == null || !request.getMethod().equals(HttpMethod.GET.name())) {
			response.setStatus(
					(check == null) ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_METHOD_NOT_ALLOWED);
			return;
		}
		CompletableFuture<PeerAnswer> answer = this.peers.answer(check, request.getQueryString()).toCompletableFuture();
		if (answer.isDone()) {
			write(answer.join(), response);
			return;
		}
		wait(answer, async, new StandardServletAsyncWebRequest(request, response));
	}

	private static void wait(CompletableFuture<PeerAnswer> answer, WebAsyncManager async,
			StandardServletAsyncWebRequest request) throws IOException {
		DeferredResult<PeerAnswer> later = new DeferredResult<>(PATIENCE);
		async.setAsyncWebRequest(request);
		try {
			async.startDeferredResultProcessing(later);
		}
		catch (IOException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException("A filter of the application allows no asynchronous answer", ex);
		}
		answer.thenAccept(later::setResult);
	}

	private static void write(PeerAnswer answer, HttpServletResponse response) throws IOException {
		byte[] body = answer.body();
		response.setStatus(answer.httpStatus());
		response.setContentType(PeerAnswer.CONTENT_TYPE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
