package dev.probity.vital;

import dev.probity.observation.ThreadPosition;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.config.ScheduledTask;

/**
 * The name of a scheduled task: for a method with {@code @Scheduled} its class and its
 * name.
 *
 * @param text the whole of it
 */
record ScheduledTaskName(String text) {

	private static final String LAMBDA = "$$Lambda";

	static ScheduledTaskName of(ScheduledTask task) {
		return new ScheduledTaskName(task.toString());
	}

	/**
	 * Without the packages.
	 */
	String brief() {
		int lambda = this.text.indexOf(LAMBDA);
		if (lambda > 0) {
			return simple(this.text.substring(0, lambda)) + " (lambda)";
		}
		int method = this.text.lastIndexOf('.');
		return isMethod() ? simple(this.text.substring(0, method)) + this.text.substring(method) : this.text;
	}

	/**
	 * Where the thread is that runs it.
	 * @return the position, or {@code null} if it cannot be found: no method, or a
	 * virtual thread
	 */
	@Nullable ThreadPosition position() {
		if (!isMethod()) {
			return null;
		}
		int method = this.text.lastIndexOf('.');
		return ThreadPosition
			.first((each) -> each.isIn(this.text.substring(0, method), this.text.substring(method + 1)));
	}

	private boolean isMethod() {
		return this.text.matches("[\\w$]+(\\.[\\w$]+)+") && !this.text.contains(LAMBDA);
	}

	private static String simple(String type) {
		return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
	}

}
