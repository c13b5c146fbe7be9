package dev.probity.shutdown;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How a lame duck waits until it is over.
 */
@FunctionalInterface
interface Sleeper {

	/**
	 * Wait.
	 * @param duration how long
	 * @return whether it lasted to its end; not if the thread has been interrupted
	 */
	boolean pause(Duration duration);

	/**
	 * Let the calling thread wait.
	 */
	static Sleeper ofTheThread() {
		return (duration) -> {
			try {
				// nobody counts it down
				return !new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return false;
			}
		};
	}

}
