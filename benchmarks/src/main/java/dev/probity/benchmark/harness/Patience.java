package dev.probity.benchmark.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for what is to come soon.
 */
public final class Patience {

	/** How long it may take. */
	public static final Duration LIMIT = Duration.ofSeconds(60);

	private static final Duration PERIOD = Duration.ofMillis(50);

	private Patience() {
	}

	/**
	 * Wait for a condition.
	 * @param what the condition, in words
	 * @throws IllegalStateException if it does not hold in time
	 */
	public static void until(String what, Condition condition) throws IOException {
		long deadline = System.nanoTime() + LIMIT.toNanos();
		while (!condition.holds()) {
			if (System.nanoTime() > deadline) {
				throw new IllegalStateException("Not within %d s: %s".formatted(LIMIT.toSeconds(), what));
			}
			pass(PERIOD);
		}
	}

	/**
	 * Let time pass.
	 */
	public static void pass(Duration time) {
		try {
			TimeUnit.NANOSECONDS.sleep(time.toNanos());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What is waited for.
	 */
	@FunctionalInterface
	public interface Condition {

		boolean holds() throws IOException;

	}

}
