package dev.probity.kubernetes;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.probity.check.Guarded;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The daemon thread on which one file is written. The volume may hang, so whoever has
 * something to write hands it over and goes on. It replaces what still waits to be
 * written: only the last words count. Thread-safe.
 */
final class FileThread implements Executor, AutoCloseable {

	private static final Log logger = LogFactory.getLog(FileThread.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	private final ThreadPoolExecutor thread;

	private final AtomicReference<@Nullable Runnable> newest = new AtomicReference<>();

	// guarded by "this"
	private CountDownLatch awaited = new CountDownLatch(0);

	/**
	 * Begin at once: later there may be no thread to be had.
	 */
	FileThread(String name) {
		this.thread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), (task) -> {
			Thread thread = new Thread(task, name);
			thread.setDaemon(true);
			return thread;
		});
		begin(() -> {
		});
	}

	@Override
	public void execute(Runnable write) {
		if (this.newest.getAndSet(write) == null && !begin(this::writeNewest)) {
			this.newest.set(null);
		}
	}

	private void writeNewest() {
		Runnable write = this.newest.getAndSet(null);
		if (write != null) {
			guarded.run(write, () -> "Could not write why this process would end now");
		}
	}

	private boolean begin(Runnable task) {
		try {
			this.thread.execute(task);
			return true;
		}
		catch (Throwable ex) {
			// no memory for a thread, most likely
			guarded.report(() -> "Could not write why this process would end now", ex);
			return false;
		}
	}

	/**
	 * Wait until all is written that has been handed over; not for a file that an earlier
	 * caller has waited for in vain, and that still hangs.
	 * @param most for how long
	 * @param late what to log if that is too short
	 * @return whether all is written
	 */
	synchronized boolean await(Duration most, Supplier<String> late) {
		if (this.awaited.getCount() > 0) {
			return false;
		}
		CountDownLatch written = new CountDownLatch(1);
		if (!begin(written::countDown)) {
			return false;
		}
		this.awaited = written;
		try {
			if (written.await(most.toNanos(), TimeUnit.NANOSECONDS)) {
				return true;
			}
			guarded.report(late, null);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return false;
	}

	/**
	 * Have the thread end when all is written. What is handed over later is written, too.
	 */
	@Override
	public void close() {
		this.thread.allowCoreThreadTimeOut(true);
	}

}
