package dev.probity.kubernetes;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Has the analysis of a failed start among the last words: today only the log has it,
 * which the next start hides. Made by Spring Boot, which calls it on the thread of the
 * failed start.
 */
class StartFailureReporter implements FailureAnalysisReporter {

	private static final ThreadLocal<@Nullable ContainerEnd> failing = new ThreadLocal<>();

	/**
	 * Spring Boot is about to report a failure.
	 */
	static void expect(ContainerEnd end) {
		failing.set(end);
	}

	@Override
	public void report(FailureAnalysis analysis) {
		ContainerEnd end = failing.get();
		if (end != null) {
			failing.remove();
			String action = analysis.getAction();
			end.startFailed((action != null) ? analysis.getDescription() + " " + action : analysis.getDescription());
		}
	}

}
