package dev.probity.startup;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;

import org.jspecify.annotations.Nullable;

/**
 * Notifies each receiver on a dedicated thread, in order, which exists only while there
 * is something to deliver: one that blocks keeps nobody waiting but itself, and one that
 * has got all is forgotten, since contexts come and go.
 */
final class NewsThreads implements TaskNotifier {

	// guarded by itself
	private final Map<Object, Queue<Runnable>> undelivered = new IdentityHashMap<>();

	@Override
	public void notify(Object receiver, Runnable news) {
		synchronized (this.undelivered) {
			Queue<Runnable> known = this.undelivered.get(receiver);
			if (known != null) {
				known.add(news);
				return;
			}
			this.undelivered.put(receiver, new ArrayDeque<>());
		}
		start(receiver, news);
	}

	private void start(Object receiver, Runnable first) {
		Thread thread = new Thread(() -> deliver(receiver, first), "probity-startup-news");
		thread.setDaemon(true);
		boolean started = false;
		try {
			thread.start();
			started = true;
		}
		finally {
			if (!started) {
				forget(receiver);
			}
		}
	}

	/**
	 * There is no memory for a thread, most likely: the next news may have more luck.
	 */
	private void forget(Object receiver) {
		synchronized (this.undelivered) {
			this.undelivered.remove(receiver);
		}
	}

	private void deliver(Object receiver, Runnable first) {
		Runnable next = first;
		try {
			while (next != null) {
				next.run();
				next = next(receiver);
			}
		}
		finally {
			if (next != null) {
				// it has thrown something; what follows is delivered all the same
				Runnable following = next(receiver);
				if (following != null) {
					start(receiver, following);
				}
			}
		}
	}

	private @Nullable Runnable next(Object receiver) {
		synchronized (this.undelivered) {
			Queue<Runnable> left = this.undelivered.get(receiver);
			Runnable next = (left != null) ? left.poll() : null;
			if (next == null) {
				this.undelivered.remove(receiver);
			}
			return next;
		}
	}

}
