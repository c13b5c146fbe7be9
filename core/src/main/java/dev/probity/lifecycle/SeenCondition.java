package dev.probity.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * The last evaluation of a startup condition. Immutable.
 */
record SeenCondition(String description, @Nullable String progress, boolean isMet) implements StartupCondition {

	/**
	 * Ask a condition that is not met, or a part of one.
	 */
	static SeenCondition of(StartupCondition condition) {
		String progress = condition.progress();
		return new SeenCondition(oneLine(condition.description()), (progress != null) ? oneLine(progress) : null,
				false);
	}

	/**
	 * Lines of the log are ours.
	 */
	static String oneLine(@Nullable String text) {
		return String.valueOf(text).replaceAll("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029]+", " ");
	}

}
