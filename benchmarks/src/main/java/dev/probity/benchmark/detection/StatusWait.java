package dev.probity.benchmark.detection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.probity.benchmark.harness.Patience;
import dev.probity.benchmark.harness.PodInstance;
import dev.probity.benchmark.harness.ProbeAnswer;

/**
 * Asks for the readiness of an instance every 20 ms until it answers with a status.
 */
final class StatusWait {

	private static final Duration PERIOD = Duration.ofMillis(20);

	private StatusWait() {
	}

	/**
	 * Begin to ask.
	 * @return the nanoseconds of the end of the first such answer
	 */
	static CompletableFuture<Long> until(PodInstance instance, int status) {
		return CompletableFuture.supplyAsync(() -> {
			long deadline = System.nanoTime() + Patience.LIMIT.toNanos();
			while (System.nanoTime() < deadline) {
				ProbeAnswer answer = instance.askReadiness(Patience.LIMIT);
				if (answer.status() == status) {
					return answer.endedAt();
				}
				Patience.pass(PERIOD);
			}
			throw new IllegalStateException("No %d within %d s".formatted(status, Patience.LIMIT.toSeconds()));
		}, (work) -> new Thread(work, "status-wait-" + status).start());
	}

}
