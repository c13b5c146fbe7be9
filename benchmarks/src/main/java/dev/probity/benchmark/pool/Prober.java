package dev.probity.benchmark.pool;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import dev.probity.benchmark.harness.Patience;

/**
 * Asks a probe once a second, whether or not it has answered to the requests before.
 */
final class Prober {

	static final Duration TIMEOUT = Duration.ofSeconds(60);

	private static final Duration PERIOD = Duration.ofSeconds(1);

	static final Executor THREADS = (request) -> {
		Thread thread = new Thread(request, "probe");
		thread.setDaemon(true);
		thread.start();
	};

	private final HttpClient client;

	private final HttpRequest request;

	Prober(HttpClient client, URI uri) {
		this.client = client;
		this.request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
	}

	/**
	 * Ask, and wait until all requests have been answered or have timed out.
	 * @param number how often
	 */
	List<Answer> ask(int number) {
		long start = System.nanoTime();
		List<CompletableFuture<Answer>> answers = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			Duration due = PERIOD.multipliedBy(i);
			Patience.pass(due.minusNanos(System.nanoTime() - start));
			answers.add(CompletableFuture.supplyAsync(() -> ask(start), THREADS));
		}
		return answers.stream().map(CompletableFuture::join).toList();
	}

	private Answer ask(long start) {
		long sentAt = System.nanoTime();
		int status = Answer.NONE;
		String body;
		try {
			HttpResponse<String> response = this.client.send(this.request, HttpResponse.BodyHandlers.ofString());
			status = response.statusCode();
			body = response.body();
		}
		catch (IOException ex) {
			body = ex.toString();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return new Answer(Duration.ofNanos(sentAt - start), Duration.ofNanos(System.nanoTime() - sentAt), status, body);
	}

}
