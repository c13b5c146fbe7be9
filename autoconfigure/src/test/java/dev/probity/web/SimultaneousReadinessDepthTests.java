package dev.probity.web;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks run at once, and so their first answers may come at once.
 */
class SimultaneousReadinessDepthTests {

	private static final int ROUNDS = 20_000;

	private final List<ReadinessDepth> depths = Stream.generate(ReadinessDepth::new).limit(ROUNDS).toList();

	private final AtomicInteger arrived = new AtomicInteger();

	private final ExecutorService threads = Executors.newFixedThreadPool(2);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void theDeepestOfTwoFirstAnswersAtOnceCounts() throws Exception {
		Future<?> near = this.threads.submit(() -> answer("near", 0));
		Future<?> far = this.threads.submit(() -> answer("far", 1));
		near.get();
		far.get();
		assertThat(this.depths).extracting(ReadinessDepth::header).containsOnly(ReadinessDepth.header(2));
	}

	private void answer(String service, int depth) {
		int both = 0;
		for (ReadinessDepth each : this.depths) {
			both += 2;
			this.arrived.incrementAndGet();
			while (this.arrived.get() < both) {
				Thread.yield();
			}
			each.seen(service, depth);
		}
	}

}
