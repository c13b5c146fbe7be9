package dev.probity.sample.probes;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sends requests at a rate that does not depend on how quickly they are answered.
 */
record Rate(ScheduledExecutorService clock, ExecutorService senders) implements AutoCloseable {

	static Rate perSecond(int times, Runnable request) {
		Rate rate = new Rate(Executors.newSingleThreadScheduledExecutor(), Executors.newCachedThreadPool());
		rate.clock.scheduleAtFixedRate(() -> rate.senders.execute(request), 0, TimeUnit.SECONDS.toNanos(1) / times,
				TimeUnit.NANOSECONDS);
		return rate;
	}

	@Override
	public void close() throws InterruptedException {
		this.clock.shutdownNow();
		assertThat(this.clock.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
		this.senders.shutdown();
		assertThat(this.senders.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
	}

}
