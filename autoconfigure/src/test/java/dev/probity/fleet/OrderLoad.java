package dev.probity.fleet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that send a request again and again, whatever becomes of those before.
 */
final class OrderLoad implements AutoCloseable {

	/** How long a caller waits for an answer. */
	static final Duration PATIENCE = Duration.ofSeconds(5);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(PATIENCE)
		.build();

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

	private final HttpRequest request;

	private final AtomicInteger sent = new AtomicInteger();

	private final AtomicInteger answered = new AtomicInteger();

	// when each request that has failed was sent
	private final Queue<Long> failed = new ConcurrentLinkedQueue<>();

	OrderLoad(int port, String path) {
		this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(PATIENCE).build();
	}

	OrderLoad begin(int perSecond) {
		this.timer.scheduleAtFixedRate(this::send, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
		return this;
	}

	private void send() {
		long at = System.nanoTime();
		this.sent.incrementAndGet();
		this.client.sendAsync(this.request, BodyHandlers.discarding()).whenComplete((response, ex) -> {
			if (response == null || response.statusCode() != 200) {
				this.failed.add(at);
			}
			this.answered.incrementAndGet();
		});
	}

	void stop() {
		this.timer.shutdown();
	}

	/**
	 * Send no more, and wait for what is under way.
	 */
	OrderLoad end() throws InterruptedException {
		this.timer.shutdown();
		this.timer.awaitTermination(10, TimeUnit.SECONDS);
		for (int i = 0; i < 100 && this.answered.get() < this.sent.get(); i++) {
			TimeUnit.MILLISECONDS.sleep(100);
		}
		return this;
	}

	int sent() {
		return this.sent.get();
	}

	int failed() {
		return this.failed.size();
	}

	/**
	 * How many have failed of those that were sent later.
	 */
	long failedAfter(long nanoTime) {
		return this.failed.stream().filter((at) -> at - nanoTime >= 0).count();
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
