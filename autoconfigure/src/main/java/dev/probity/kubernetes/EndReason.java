package dev.probity.kubernetes;

import java.util.Set;

/**
 * Why a process ended, in one word: the name of the vital check that asked for the
 * restart, or one of these.
 */
final class EndReason {

	/** The application has published that it is broken. */
	static final String BROKEN = "broken";

	/** The application did not come up. */
	static final String FAILED_START = "failed-start";

	/** A required startup task was not done. */
	static final String STARTUP_TASK = "startup-task";

	/** Somebody ended it by a signal, and it had the time to end. */
	static final String SIGNAL = "sigterm";

	/** The process ended by itself. */
	static final String EXIT = "exit";

	/** It said nothing: SIGKILL, the out-of-memory killer, a crash of the JVM. */
	static final String KILLED = "killed";

	private static final Set<String> OTHERS = Set.of(BROKEN, FAILED_START, STARTUP_TASK, SIGNAL, EXIT, KILLED);

	// nothing but a restart ends these
	private static final Set<String> FATAL = Set.of("deadlock", "memory");

	private EndReason() {
	}

	/**
	 * Whether a restart for this reason is never put off.
	 * @param words what was said of it
	 */
	static boolean isFatal(String reason, String words) {
		return FATAL.contains(reason) || words.contains(OutOfMemoryError.class.getSimpleName());
	}

	static boolean isVital(String reason) {
		return !OTHERS.contains(reason);
	}

}
