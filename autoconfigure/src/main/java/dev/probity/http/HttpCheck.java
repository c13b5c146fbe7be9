package dev.probity.http;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.RunLimit;
import dev.probity.detail.ThrowableText;
import dev.probity.text.Durations;

/**
 * Asks a service for its status. Follows no redirect and keeps nothing of the body.
 */
final class HttpCheck implements DependencyCheck {

	private final HttpTarget target;

	private final Supplier<HttpClient> client;

	private final Duration timeout;

	// runs follow each other: a body that has not ended by the next one never will
	private volatile DiscardedBody body = new DiscardedBody();

	HttpCheck(HttpTarget target, Supplier<HttpClient> client, Duration timeout) {
		this.target = target;
		this.client = client;
		this.timeout = timeout;
	}

	@Override
	public CheckResult check() throws Exception {
		Duration limit = RunLimit.orElse(this.timeout);
		HttpRequest request = this.target.request().timeout(limit).build();
		this.body.close();
		DiscardedBody body = new DiscardedBody();
		this.body = body;
		CompletableFuture<HttpResponse<Void>> answer = this.client.get().sendAsync(request, (head) -> body);
		try {
			return this.target.judge(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			return unanswered(": " + ThrowableText.describe(cause));
		}
		catch (TimeoutException ex) {
			return unanswered(" within " + Durations.exact(limit));
		}
		finally {
			// what has not come by now is not waited for
			answer.cancel(true);
		}
	}

	private CheckResult unanswered(String how) {
		return CheckResult.failed("%s was not answered%s".formatted(this.target, how),
				Map.of("url", this.target.shown()));
	}

}
