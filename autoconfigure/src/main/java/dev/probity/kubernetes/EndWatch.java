package dev.probity.kubernetes;

import java.time.Duration;

import dev.probity.check.Guarded;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Looks at liveness once a second on a dedicated daemon thread, which depends on nothing
 * that may have died: neither on the thread of the checks nor on that of the listeners,
 * nor on a file, which has a thread of its own.
 */
final class EndWatch implements AutoCloseable {

	private static final Duration PERIOD = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(EndWatch.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	private final Runnable look;

	private final Thread thread = new Thread(this::run, "probity-last-words");

	// guarded by "this"
	private boolean closed;

	private EndWatch(Runnable look) {
		this.look = look;
		this.thread.setDaemon(true);
	}

	static EndWatch begin(Runnable look) {
		EndWatch watch = new EndWatch(look);
		watch.thread.start();
		return watch;
	}

	private void run() {
		do {
			guarded.run(this.look, () -> "Could not find out whether this process is about to be restarted");
		}
		while (waited());
	}

	private synchronized boolean waited() {
		try {
			if (!this.closed) {
				wait(PERIOD.toMillis());
			}
		}
		catch (InterruptedException ex) {
			return false;
		}
		return !this.closed;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		notifyAll();
	}

}
