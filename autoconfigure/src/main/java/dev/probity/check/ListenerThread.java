package dev.probity.check;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

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

	private final AtomicLong lost = new AtomicLong();

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
		if (!this.waiting.offer(transition)) {
			// said later, on the other thread: a log may block, too
			this.lost.incrementAndGet();
		}
	}

	private void run() {
		while (!this.closed) {
			try {
				tellAll(this.waiting.take());
			}
			catch (Throwable ex) {
				// closed, or even the log failed: the next transition is a new try
			}
		}
	}

	private void tellAll(StateTransition transition) {
		this.listeners.forEach((listener) -> tell(listener, transition));
		long notTold = this.lost.getAndSet(0);
		if (notTold > 0) {
			logger.log(Level.WARNING, "Listeners were too slow, and are not told of {0} transitions", notTold);
		}
	}

	private void tell(StateTransitionListener listener, StateTransition transition) {
		try {
			listener.onTransition(transition);
		}
		catch (Throwable ex) {
			logger.log(Level.WARNING, "A listener failed on the transition of check '%s'".formatted(transition.check()),
					ex);
		}
		finally {
			// an interrupt that the listener has left behind is not meant for the next
			// one
			Thread.interrupted();
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.thread.interrupt();
	}

}
