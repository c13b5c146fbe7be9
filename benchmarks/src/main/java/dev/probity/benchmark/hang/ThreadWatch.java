package dev.probity.benchmark.hang;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.probity.benchmark.harness.Gauges;

/**
 * Looks ten times a second which threads a process has.
 */
final class ThreadWatch implements AutoCloseable {

	private static final Duration PERIOD = Duration.ofMillis(100);

	private final Gauges gauges;

	private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

	private List<String> most = List.of();

	private List<String> failures = List.of();

	ThreadWatch(Gauges gauges) {
		this.gauges = gauges;
		this.executor.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
	}

	private synchronized void look() {
		try {
			List<String> threads = this.gauges.threads();
			if (threads.size() > this.most.size()) {
				this.most = threads;
			}
		}
		catch (IOException ex) {
			this.failures = List.of(ex.toString());
		}
	}

	/**
	 * Returns the threads at the moment with the most of them.
	 * @throws IllegalStateException if it could not look
	 */
	synchronized List<String> most() {
		if (!this.failures.isEmpty() || this.most.isEmpty()) {
			throw new IllegalStateException("The threads could not be counted: " + this.failures);
		}
		return this.most;
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
