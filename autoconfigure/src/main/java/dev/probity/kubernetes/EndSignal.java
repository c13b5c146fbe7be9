package dev.probity.kubernetes;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which signal the JVM is going down. It has no method for that; but the JDK runs the
 * handler of a signal on a thread that has its name, and that thread waits for the end.
 */
final class EndSignal {

	/** The process ends by itself. */
	static final String NONE = "exit";

	private static final Pattern HANDLER = Pattern.compile("(SIG\\w+) handler");

	private EndSignal() {
	}

	/**
	 * The signal.
	 * @return its name, or {@link #NONE}
	 */
	static String inWords() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map((thread) -> HANDLER.matcher(thread.getName()))
			.filter(Matcher::matches)
			.map((matcher) -> matcher.group(1))
			.findFirst()
			.orElse(NONE);
	}

}
