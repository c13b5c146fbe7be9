package dev.probity.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Hands transitions to listeners on a thread of its own, in order, each to each listener
 * once. While a listener blocks, up to 256 transitions wait; further ones are lost to the
 * listeners (never to the probes), and their number is logged.
 *
 * @since 0.1.0
 */
public final class ListenerThread implements StateTransitionListener, AutoCloseable {

	private static final Logger logger = System.getLogger(ListenerThread.class.getName());

	private static final int CAPACITY = 256;

	private final List<StateTransitionListener> listeners;

	private final BlockingQueue<StateTransition> waiting = new ArrayBlockingQueue<>(CAPACITY);

	private final Thread thread;

	private volatile boolean closed;

	/**
	 * Start the thread, a daemon.
	 * @param listeners the listeners, in the order in which they are told
	 */
	public ListenerThread(List<? extends StateTransitionListener> listeners) {
		this.listeners = List.copyOf(listeners);
		this.thread = new Thread(this::run, "probity-listeners");
		this.thread.setDaemon(true);
		this.thread.start();
	}

	@Override
	public void onTransition(StateTransition transition) {
		if (!this.waiting.offer(transition) && !this.closed) {
			logger.log(Level.WARNING, "Listeners are not told that check ''{0}'' went from {1} to {2}: {3} others wait",
					transition.check(), transition.before().state(), transition.after().state(), CAPACITY);
		}
	}

	private void run() {
		try {
			while (!this.closed) {
				tell(this.waiting.take());
			}
		}
		catch (InterruptedException ex) {
			// closed
		}
	}

	private void tell(StateTransition transition) {
		for (StateTransitionListener listener : this.listeners) {
			try {
				listener.onTransition(transition);
			}
			catch (Throwable ex) {
				logger.log(Level.WARNING,
						"A listener failed on the transition of check '%s'".formatted(transition.check()), ex);
			}
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.thread.interrupt();
	}

}
