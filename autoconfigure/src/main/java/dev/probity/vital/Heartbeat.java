package dev.probity.vital;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Proves that a worker makes progress. It is bound to one thread: if that thread ends
 * without {@link #stop()}, by an exception say, the check <code>heartbeat/{name}</code>
 * fails at once. It is not {@link AutoCloseable} for that reason: a try statement would
 * stop it while the exception flies.
 * <p>
 * All methods may be called from any thread, and none of them waits. Made by
 * {@link Heartbeats}.
 *
 * @since 0.1.0
 */
public final class Heartbeat {

	private static final VarHandle STATE = state(MethodHandles.lookup());

	private final String name;

	private final Thread thread;

	private final @Nullable Duration maxSilence;

	private final UncaughtExceptionRecorder lastWords;

	private final Consumer<Heartbeat> onStop;

	// twice the number of beats, and one more while parked; written and read opaquely
	@SuppressWarnings("unused")
	private long state;

	private volatile boolean stopped;

	Heartbeat(String name, Thread thread, @Nullable Duration maxSilence, Consumer<Heartbeat> onStop) {
		this.name = name;
		this.thread = thread;
		this.maxSilence = maxSilence;
		this.lastWords = UncaughtExceptionRecorder.of(thread);
		this.onStop = onStop;
	}

	/**
	 * The worker goes on. Costs one plain read and one plain write of memory, so it may
	 * be called as often as the worker likes; how often it should be is a matter of the
	 * longest silence.
	 */
	public void beat() {
		// not atomic: whichever of two writes is lost, the other one is a sign of life
		STATE.setOpaque(this, (read() | 1) + 1);
	}

	/**
	 * The worker waits for work: no silence is too long until the next {@link #beat()}.
	 */
	public void parked() {
		STATE.setOpaque(this, read() | 1);
	}

	/**
	 * The worker ends in order: its check is removed, and its name is free again. Has no
	 * effect the second time.
	 */
	public void stop() {
		this.stopped = true;
		this.onStop.accept(this);
	}

	/**
	 * The name under which it was started.
	 * @return the name, without <code>heartbeat/</code>
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The longest silence that was set when the heartbeat was started.
	 * @return the longest silence, or {@code null}
	 */
	public @Nullable Duration maxSilence() {
		return this.maxSilence;
	}

	long beats() {
		return read() >>> 1;
	}

	boolean isParked() {
		return (read() & 1) == 1;
	}

	Thread thread() {
		return this.thread;
	}

	/**
	 * Whether the thread has ended, and was not expected to.
	 */
	boolean isDead() {
		// in this order: the thread may stop the heartbeat and end in between
		return this.thread.getState() == Thread.State.TERMINATED && !this.stopped;
	}

	@Nullable Throwable causeOfDeath() {
		return this.lastWords.thrown();
	}

	private long read() {
		return (long) STATE.getOpaque(this);
	}

	private static VarHandle state(MethodHandles.Lookup lookup) {
		try {
			return lookup.findVarHandle(Heartbeat.class, "state", long.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

}
