package dev.probity.vital;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Where a thread is.
 *
 * @param thread the thread's name
 * @param state the thread's state
 * @param stack its frames, innermost first; empty if it has ended
 */
record ThreadPosition(String thread, Thread.State state, List<StackTraceElement> stack) {

	private static final int INNERMOST_SHOWN = 4;

	private static final int APPLICATION_SHOWN = 4;

	static ThreadPosition of(Thread thread) {
		return new ThreadPosition(nameOf(thread), thread.getState(), List.of(thread.getStackTrace()));
	}

	/**
	 * The first of all threads of the platform that are where one looks for. Not cheap:
	 * for a failure only.
	 */
	static @Nullable ThreadPosition first(Predicate<ThreadPosition> condition) {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.map((each) -> new ThreadPosition(nameOf(each.getKey()), each.getKey().getState(),
					Arrays.asList(each.getValue())))
			.filter(condition)
			.findFirst()
			.orElse(null);
	}

	/**
	 * A virtual thread usually has no name.
	 */
	static String nameOf(Thread thread) {
		return thread.getName().isEmpty() ? "#" + thread.getId() : thread.getName();
	}

	boolean isIn(String type, String method) {
		return this.stack.stream()
			.anyMatch((frame) -> frame.getClassName().equals(type) && frame.getMethodName().equals(method));
	}

	/**
	 * In one line.
	 */
	String describe() {
		String what = "thread '%s' is %s".formatted(this.thread, this.state);
		int shown = applicationFrame();
		if (this.stack.isEmpty()) {
			return what;
		}
		StackTraceElement frame = this.stack.get((shown < this.stack.size()) ? shown : 0);
		String type = frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1);
		return what + " at " + type + "." + place(frame);
	}

	/**
	 * The innermost frames, and those in which the application is.
	 */
	List<String> lines() {
		int application = applicationFrame();
		List<String> lines = new ArrayList<>();
		shown(0, INNERMOST_SHOWN).forEach(lines::add);
		if (application > INNERMOST_SHOWN && application < this.stack.size()) {
			lines.add("...");
		}
		shown(Math.max(application, INNERMOST_SHOWN), application + APPLICATION_SHOWN).forEach(lines::add);
		return lines;
	}

	private Stream<String> shown(int from, int to) {
		int end = Math.min(to, this.stack.size());
		return (from < end)
				? this.stack.subList(from, end).stream().map((frame) -> frame.getClassName() + "." + place(frame))
				: Stream.of();
	}

	private int applicationFrame() {
		int index = 0;
		while (index < this.stack.size() && isOfPlatform(this.stack.get(index).getClassName())) {
			index++;
		}
		return index;
	}

	private static boolean isOfPlatform(String type) {
		return Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.").anyMatch(type::startsWith);
	}

	private static String place(StackTraceElement frame) {
		String line = (frame.getLineNumber() < 0) ? "" : ":" + frame.getLineNumber();
		return "%s(%s%s)".formatted(frame.getMethodName(), frame.getFileName(), line);
	}

}
