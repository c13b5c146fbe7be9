package dev.probity.settings;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Shows what such a failure says, whatever it is the cause of.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class FailureAnalyzedExceptionAnalyzer extends AbstractFailureAnalyzer<FailureAnalyzedException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FailureAnalyzedException cause) {
		return cause.analysis();
	}

}
