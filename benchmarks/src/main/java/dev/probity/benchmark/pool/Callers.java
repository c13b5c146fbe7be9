package dev.probity.benchmark.pool;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Callers that ask again as soon as they have an answer, whatever it is.
 */
final class Callers implements AutoCloseable {

	private final HttpClient client;

	private final HttpRequest request;

	private final List<Thread> threads;

	private Callers(HttpClient client, URI uri, int number) {
		this.client = client;
		this.request = HttpRequest.newBuilder(uri).build();
		this.threads = IntStream.range(0, number).mapToObj((i) -> new Thread(this::call, "caller-" + i)).toList();
	}

	static Callers start(HttpClient client, URI uri, int number) {
		Callers callers = new Callers(client, uri, number);
		callers.threads.forEach((thread) -> {
			thread.setDaemon(true);
			thread.start();
		});
		return callers;
	}

	private void call() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				this.client.send(this.request, HttpResponse.BodyHandlers.discarding());
			}
		}
		catch (IOException ex) {
			// the application has gone
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.threads.forEach(Thread::interrupt);
	}

}
