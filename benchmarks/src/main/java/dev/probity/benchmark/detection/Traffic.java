package dev.probity.benchmark.detection;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.probity.benchmark.harness.ProbeAnswer;

/**
 * Requests to an instance that need its database, at a steady rate, whether or not those
 * before have been answered.
 */
final class Traffic implements AutoCloseable {

	private static final String PATH = "/price";

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

	private final ExecutorService callers = Executors.newCachedThreadPool();

	/**
	 * Begin to send.
	 * @param rate requests a second; none at all if it is 0
	 */
	Traffic(int port, int rate) {
		if (rate > 0) {
			this.clock.scheduleAtFixedRate(() -> this.callers.execute(() -> ProbeAnswer.of(port, PATH, PATIENCE)), 0,
					TimeUnit.SECONDS.toMicros(1) / rate, TimeUnit.MICROSECONDS);
		}
	}

	@Override
	public void close() {
		this.clock.shutdownNow();
		this.callers.shutdownNow();
	}

}
