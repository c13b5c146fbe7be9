package dev.probity.observation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.probity.text.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The position of a thread in its code.
 *
 * @param thread the thread's name
 * @param state the thread's state
 * @param stack its frames, innermost first; empty if it has ended
 */
public record ThreadPosition(String thread, Thread.State state, List<StackTraceElement> stack) {

	private static final int CALLED_SHOWN = 2;

	private static final int APPLICATION_SHOWN = 5;

	public static ThreadPosition of(Thread thread) {
		return new ThreadPosition(nameOf(thread), thread.getState(), List.of(thread.getStackTrace()));
	}

	/**
	 * The first of all threads of the platform that are where one looks for. Not cheap:
	 * for a failure only.
	 */
	public static @Nullable ThreadPosition first(Predicate<ThreadPosition> condition) {
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
	public static String nameOf(Thread thread) {
		return thread.getName().isEmpty() ? "#" + thread.getId() : VisibleText.line(thread.getName());
	}

	public boolean isIn(String type, String method) {
		return this.stack.stream()
			.anyMatch((frame) -> frame.getClassName().equals(type) && frame.getMethodName().equals(method));
	}

	/**
	 * In one line: the application's innermost method, and what it has called.
	 */
	public String describe() {
		String what = "thread '%s' is %s".formatted(this.thread, this.state);
		if (this.stack.isEmpty()) {
			return what;
		}
		int application = applicationFrame();
		if (application == 0 || application == this.stack.size()) {
			return what + " in " + brief(this.stack.get(0)) + line(this.stack.get(0));
		}
		StackTraceElement caller = this.stack.get(application);
		return what + " in " + brief(this.stack.get(application - 1)) + ", called by " + brief(caller) + line(caller);
	}

	/**
	 * The innermost frame, and those around the point where the application has left its
	 * own code.
	 */
	public List<String> lines() {
		int application = applicationFrame();
		int from = (application < this.stack.size()) ? Math.max(0, application - CALLED_SHOWN) : 0;
		List<String> lines = new ArrayList<>();
		if (from > 0) {
			lines.add(full(this.stack.get(0)));
			lines.add("...");
		}
		this.stack.subList(from, Math.min(from + CALLED_SHOWN + APPLICATION_SHOWN, this.stack.size()))
			.forEach((frame) -> lines.add(full(frame)));
		return lines;
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

	private static String brief(StackTraceElement frame) {
		String type = frame.getClassName();
		return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
	}

	private static String full(StackTraceElement frame) {
		return frame.getClassName() + "." + frame.getMethodName() + line(frame);
	}

	private static String line(StackTraceElement frame) {
		String line = (frame.getLineNumber() < 0) ? "" : ":" + frame.getLineNumber();
		return (frame.getFileName() != null) ? "(" + frame.getFileName() + line + ")" : "";
	}

}
