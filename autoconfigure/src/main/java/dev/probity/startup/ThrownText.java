package dev.probity.startup;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.probity.check.CheckResult;
import dev.probity.text.Secrecy;
import dev.probity.text.VisibleText;

/**
 * What a task has thrown, without credentials. Whatever it is, saying it must not fail.
 */
final class ThrownText {

	private static final int LONGEST_LINE = 500;

	private static final Pattern BEGIN = Pattern
		.compile("\\t++(?:at |\\.\\.\\. \\d+ |Suppressed: )|\\t*+Caused by: |\\t*+\\[CIRCULAR");

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
			return name(thrown);
		}
	}

	/**
	 * With the stack trace. A message of several lines is one line here, so that none of
	 * them looks like one of the log.
	 */
	static String trace(Throwable thrown) {
		try {
			StringWriter trace = new StringWriter();
			thrown.printStackTrace(new PrintWriter(trace, true));
			// whole, for a secret may have several lines
			List<String> lines = new ArrayList<>();
			Secrecy.hide(trace.toString()).lines().forEach((line) -> add(lines, line));
			return lines.stream()
				.map((line) -> VisibleText.cut(VisibleText.lines(line), LONGEST_LINE))
				.collect(Collectors.joining("\n"));
		}
		catch (Throwable hostile) {
			return name(thrown);
		}
	}

	private static String name(Throwable thrown) {
		try {
			return thrown.getClass().getName();
		}
		catch (Throwable noMemory) {
			return "it cannot be described";
		}
	}

	private static void add(List<String> lines, String line) {
		if (lines.isEmpty() || BEGIN.matcher(line).lookingAt()) {
			lines.add(line);
		}
		else if (lines.get(lines.size() - 1).length() < LONGEST_LINE) {
			lines.add(lines.remove(lines.size() - 1) + " " + line);
		}
	}

}
