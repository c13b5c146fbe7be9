package dev.probity.startup;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Notifies each receiver on a dedicated thread, in order, which exists only while there
 * is something to tell: one that blocks keeps nobody waiting but itself.
 */
final class NewsThreads implements TaskNotifier {

	private static final long IDLE_MILLIS = 50;

	// guarded by itself
	private final Map<Object, Executor> threads = new IdentityHashMap<>();

	@Override
	public void notify(Object receiver, Runnable news) {
		Executor thread;
		synchronized (this.threads) {
			thread = this.threads.computeIfAbsent(receiver, (key) -> thread());
		}
		thread.execute(news);
	}

	private static Executor thread() {
		return new ThreadPoolExecutor(0, 1, IDLE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), (work) -> {
			Thread thread = new Thread(work, "probity-startup-news");
			thread.setDaemon(true);
			return thread;
		});
	}

}
