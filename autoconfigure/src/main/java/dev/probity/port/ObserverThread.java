package dev.probity.port;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Notifies the observers of answers, so that none of them can delay an answer. If they
 * take too long, what there is no room for is not told.
 */
final class ObserverThread implements Executor, AutoCloseable {

	private static final int MOST_UNTOLD = 1024;

	private final ThreadPoolExecutor executor;

	ObserverThread() {
		this.executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_UNTOLD),
				(task) -> {
					Thread thread = new Thread(task, "probity-port-observers");
					thread.setDaemon(true);
					return thread;
				}, new ThreadPoolExecutor.DiscardPolicy());
	}

	@Override
	public void execute(Runnable task) {
		try {
			this.executor.execute(task);
		}
		catch (Throwable ex) {
			// there is no thread to be had, or no memory: that is no reason for no answer
		}
	}

	@Override
	public void close() {
		this.executor.shutdownNow();
	}

}
