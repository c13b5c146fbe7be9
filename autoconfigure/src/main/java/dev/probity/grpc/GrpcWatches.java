package dev.probity.grpc;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * All open streams, looked at when something has changed and once a second, since an old
 * answer goes stale by itself. On a dedicated thread, which begins with the first of
 * them: a listener of the application that blocks is no reason for callers to be left
 * with an old answer, and a caller none for listeners to wait. Thread-safe.
 */
final class GrpcWatches {

	private static final long LONGEST_WAIT = 1;

	private final Set<GrpcWatch> watches = ConcurrentHashMap.newKeySet();

	private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, GrpcWatches::thread,
			new ThreadPoolExecutor.DiscardPolicy());

	private final AtomicBoolean begun = new AtomicBoolean();

	private final AtomicBoolean awake = new AtomicBoolean();

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "probity-grpc-watch");
		thread.setDaemon(true);
		return thread;
	}

	void add(GrpcWatch watch) {
		this.watches.add(watch);
		if (this.begun.compareAndSet(false, true)) {
			begin(this.begun, () -> this.thread.scheduleWithFixedDelay(this::evaluate, LONGEST_WAIT, LONGEST_WAIT,
					TimeUnit.SECONDS));
		}
	}

	void remove(GrpcWatch watch) {
		this.watches.remove(watch);
	}

	/**
	 * Look soon. Returns at once.
	 */
	void wake() {
		if (!this.watches.isEmpty() && this.awake.compareAndSet(false, true)) {
			begin(this.awake, () -> this.thread.execute(this::evaluate));
		}
	}

	/**
	 * What cannot be begun now, for want of a thread say, can be begun later.
	 */
	private static void begin(AtomicBoolean begun, Runnable beginning) {
		try {
			beginning.run();
		}
		catch (Throwable ex) {
			begun.set(false);
			throw ex;
		}
	}

	private void evaluate() {
		// first: what changes from now on needs another evaluation
		this.awake.set(false);
		try {
			for (GrpcWatch watch : this.watches) {
				watch.evaluate();
			}
		}
		catch (Throwable ex) {
			// out of memory, for instance: a task that throws would not run again
		}
	}

	/**
	 * What fails with one stream is no reason not to end the others.
	 */
	private static void guarded(Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) {
			// neither its caller nor anybody else can be notified
		}
	}

	/**
	 * Send the last status, and end all streams.
	 */
	void end() {
		this.watches.forEach((watch) -> {
			guarded(watch::evaluate);
			guarded(watch::end);
		});
	}

	void close() {
		this.thread.shutdownNow();
	}

	int size() {
		return this.watches.size();
	}

}
