package dev.probity.kubernetes;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Has the analysis of a failed start among the last words: today only the log has it,
 * which the next start hides. Made by Spring Boot, which calls it on the thread of the
 * failed start.
 */
class StartFailureReporter implements FailureAnalysisReporter {

	private static final ThreadLocal<@Nullable Consumer<String>> failing = new ThreadLocal<>();

	/**
	 * Spring Boot is about to report a failure.
	 * @param words takes what it says of it
	 */
	static void expect(Consumer<String> words) {
		failing.set(words);
	}

	@Override
	public void report(FailureAnalysis analysis) {
		Consumer<String> words = failing.get();
		if (words != null) {
			failing.remove();
			String action = analysis.getAction();
			words.accept((action != null) ? analysis.getDescription() + " " + action : analysis.getDescription());
		}
	}

}
