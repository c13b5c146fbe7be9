package dev.probity.startup;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;

import dev.probity.check.CheckResult;
import dev.probity.check.Secrets;

/**
 * What a task has thrown, without credentials. Whatever it is, saying it must not fail.
 */
final class ThrownText {

	private ThrownText() {
	}

	/**
	 * In one line.
	 */
	static String describe(Throwable thrown) {
		try {
			return String.valueOf(CheckResult.failed(thrown).reason());
		}
		catch (Throwable hostile) {
			return thrown.getClass().getName();
		}
	}

	/**
	 * With the stack trace.
	 */
	static String trace(Throwable thrown) {
		try {
			StringWriter trace = new StringWriter();
			thrown.printStackTrace(new PrintWriter(trace, true));
			return trace.toString().lines().map(ThrownText::withoutSecrets).collect(Collectors.joining("\n"));
		}
		catch (Throwable hostile) {
			return thrown.getClass().getName();
		}
	}

	private static String withoutSecrets(String line) {
		// the position of a frame may look like the value of something
		return line.stripLeading().startsWith("at ") ? line : Secrets.scrub(line);
	}

}
