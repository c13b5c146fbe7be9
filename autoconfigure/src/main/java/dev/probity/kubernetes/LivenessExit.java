package dev.probity.kubernetes;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import dev.probity.time.Ticker;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Ends the JVM because liveness fails, like a SIGTERM would: with the lame duck, and all
 * else that a shutdown is. What is stuck may never end, so the JVM is halted when the
 * time is up that Kubernetes would give. Nor may there be a thread to be had, which may
 * be why liveness fails: it is tried again, for as long.
 */
final class LivenessExit {

	private static final Log logger = LogFactory.getLog(LivenessExit.class);

	private final Duration grace;

	private final IntConsumer exit;

	private final IntConsumer halt;

	private final Consumer<Thread> start;

	private final Ticker ticker;

	// guarded by "this", like all that follow; reading of the ticker
	private @Nullable Long wantedAt;

	private @Nullable Thread exiting;

	private @Nullable Thread halting;

	/**
	 * Be ready to end this JVM.
	 * @param grace after which it is halted
	 * @param exit ends the JVM; may take its time
	 * @param ticker for how long it has been tried
	 */
	LivenessExit(Duration grace, IntConsumer exit, Ticker ticker) {
		this(grace, exit, Runtime.getRuntime()::halt, Thread::start, ticker);
	}

	LivenessExit(Duration grace, IntConsumer exit, IntConsumer halt, Consumer<Thread> start, Ticker ticker) {
		this.grace = grace;
		this.exit = exit;
		this.halt = halt;
		this.start = start;
		this.ticker = ticker;
	}

	/**
	 * End it, unless that has begun. To be called again as long as liveness fails.
	 */
	synchronized void because(Finding finding) {
		int code = ExitCode.of(finding.reason());
		if (this.wantedAt == null) {
			this.wantedAt = this.ticker.read();
			log(finding, code);
		}
		try {
			begin(code);
		}
		catch (Throwable ex) {
			// no memory for a thread, most likely; there may be at the next look
			if (this.exiting == null && this.ticker.read() - this.wantedAt >= this.grace.toNanos()) {
				this.halt.accept(code);
			}
		}
	}

	private static void log(Finding finding, int code) {
		try {
			logger.error("Liveness has failed; exiting with code %d: %s".formatted(code, finding.words()));
		}
		catch (Throwable ex) {
			// what cannot be said is done nevertheless
		}
	}

	private void begin(int code) {
		Thread exiting = this.exiting;
		if (exiting == null) {
			exiting = started(() -> exit(code), "probity-liveness-exit", false);
			this.exiting = exiting;
		}
		if (this.halting == null) {
			Thread watched = exiting;
			this.halting = started(() -> haltAfter(watched, code), "probity-liveness-halt", true);
		}
	}

	private void exit(int code) {
		try {
			this.exit.accept(code);
		}
		catch (Throwable ex) {
			// nobody else would try it again
			this.halt.accept(code);
		}
	}

	private Thread started(Runnable task, String name, boolean daemon) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(daemon);
		this.start.accept(thread);
		return thread;
	}

	private void haltAfter(Thread exiting, int code) {
		try {
			exiting.join(this.grace.toMillis());
		}
		catch (InterruptedException ex) {
			// then it is time
		}
		if (exiting.isAlive()) {
			this.halt.accept(code);
		}
	}

}
