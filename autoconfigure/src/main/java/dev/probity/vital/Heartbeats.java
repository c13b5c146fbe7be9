package dev.probity.vital;

import java.time.Duration;

/**
 * Starts the {@link Heartbeat} of workers of the application. Inject it, start a
 * heartbeat on the worker's thread and let it beat:
 *
 * <pre>{@code
 * Heartbeat heartbeat = heartbeats.start("orders", Duration.ofMinutes(5));
 * while (!this.stopping) {
 *     heartbeat.parked();
 *     Order order = this.queue.take();
 *     heartbeat.beat();
 *     process(order);
 * }
 * heartbeat.stop();
 * }</pre>
 *
 * Each is a separate check, <code>heartbeat/{name}</code>, from its start to its
 * {@link Heartbeat#stop() stop}. It fails at once if its thread has ended without a stop.
 * It fails of silence only if somebody has said which silence is too long: the method
 * that started it, or a property, which takes precedence. Otherwise it only shows
 * figures.
 * <p>
 * Thread-safe. A thread of a pool survives its task: what the task throws is not seen as
 * the death of a worker, only as silence.
 *
 * @since 0.1.0
 */
public interface Heartbeats {

	/**
	 * Start a heartbeat of the current thread.
	 * @param name part of the check's name: no white space and no empty part
	 * @return the heartbeat
	 * @throws IllegalStateException if a heartbeat of that name is live, which means that
	 * its thread has not ended and that it was not stopped
	 * @throws IllegalArgumentException if no check can have that name
	 */
	default Heartbeat start(String name) {
		return start(name, Thread.currentThread());
	}

	/**
	 * Start a heartbeat of the current thread with its own longest silence.
	 * @param name see {@link #start(String)}
	 * @param maxSilence the longest time from one beat to the next; more than zero
	 * @return the heartbeat
	 * @throws RuntimeException see {@link #start(String)}
	 */
	default Heartbeat start(String name, Duration maxSilence) {
		return start(name, Thread.currentThread(), maxSilence);
	}

	/**
	 * Start a heartbeat of another thread, which need not have been started yet.
	 * @param name see {@link #start(String)}
	 * @param thread the thread that does the work
	 * @return the heartbeat
	 * @throws RuntimeException see {@link #start(String)}
	 */
	Heartbeat start(String name, Thread thread);

	/**
	 * Start a heartbeat of another thread with its own longest silence.
	 * @param name see {@link #start(String)}
	 * @param thread the thread that does the work
	 * @param maxSilence see {@link #start(String, Duration)}
	 * @return the heartbeat
	 * @throws RuntimeException see {@link #start(String)}
	 */
	Heartbeat start(String name, Thread thread, Duration maxSilence);

}
