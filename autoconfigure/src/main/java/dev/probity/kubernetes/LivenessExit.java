package dev.probity.kubernetes;

import java.time.Duration;
import java.util.function.IntConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Ends the JVM because liveness fails, like a SIGTERM would: with the lame duck, and all
 * else that a shutdown is. What is stuck may never end, so the JVM is halted when the
 * time is up that Kubernetes would give.
 */
final class LivenessExit {

	private static final Log logger = LogFactory.getLog(LivenessExit.class);

	private final Duration grace;

	private final IntConsumer exit;

	private final IntConsumer halt;

	private boolean begun;

	/**
	 * Be ready to end this JVM.
	 * @param grace after which it is halted
	 */
	LivenessExit(Duration grace) {
		this(grace, System::exit, Runtime.getRuntime()::halt);
	}

	LivenessExit(Duration grace, IntConsumer exit, IntConsumer halt) {
		this.grace = grace;
		this.exit = exit;
		this.halt = halt;
	}

	/**
	 * End it, unless that has begun.
	 */
	synchronized void because(Finding finding) {
		if (this.begun) {
			return;
		}
		this.begun = true;
		int code = ExitCode.of(finding.reason());
		logger.error("Liveness has failed; exiting with code %d: %s".formatted(code, finding.words()));
		Thread exiting = new Thread(() -> this.exit.accept(code), "probity-liveness-exit");
		exiting.setDaemon(false);
		Thread halting = new Thread(() -> haltAfter(exiting, code), "probity-liveness-halt");
		halting.setDaemon(true);
		exiting.start();
		halting.start();
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
