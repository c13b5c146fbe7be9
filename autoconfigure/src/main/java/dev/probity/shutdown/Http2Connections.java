package dev.probity.shutdown;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The HTTP/2 connections of whichever servers there are, at which somebody looks again
 * and again once their clients are to leave. Thread-safe.
 */
final class Http2Connections {

	private static final Log logger = LogFactory.getLog(Http2Connections.class);

	private static final long MILLIS_BETWEEN_LOOKS = 500;

	private final List<Runnable> looks = new CopyOnWriteArrayList<>();

	/**
	 * Add connections.
	 * @param look looks once at each that is open
	 */
	void add(Runnable look) {
		this.looks.add(look);
	}

	/**
	 * Look at them from now on, until the JVM has gone.
	 */
	void startLooking() {
		if (this.looks.isEmpty()) {
			return;
		}
		ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "probity-http2-go-away");
			thread.setDaemon(true);
			return thread;
		});
		executor.scheduleWithFixedDelay(this::observe, 0, MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
	}

	private void observe() {
		for (Runnable look : this.looks) {
			try {
				look.run();
			}
			catch (RuntimeException | LinkageError ex) {
				logger.debug("Could not send GOAWAY on the HTTP/2 connections", ex);
			}
		}
	}

}
