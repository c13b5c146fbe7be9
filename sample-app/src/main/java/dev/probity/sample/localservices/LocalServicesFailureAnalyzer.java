package dev.probity.sample.localservices;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

final class LocalServicesFailureAnalyzer extends AbstractFailureAnalyzer<LocalServicesException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, LocalServicesException cause) {
		return new FailureAnalysis("The local services did not start. " + cause.getMessage(),
				"Read that log, or use servers of your own: --spring.profiles.active=external, "
						+ "addresses as in application-external.yml.",
				cause);
	}

}
