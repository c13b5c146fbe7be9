package dev.probity.traffic;

/**
 * Classifies the outcome of requests. A bean of this type replaces the
 * {@linkplain #standard() standard}. It is called once for each completed request of the
 * application, on the thread that has completed it (an event loop on Spring WebFlux), and
 * so must return at once; it has to be thread-safe. If it throws or returns {@code null}
 * the standard holds for that request, and the log says so, once.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface RequestOutcomeClassifier {

	/**
	 * Say what a request counts as.
	 * @param request the request
	 * @return what it counts as
	 */
	RequestOutcome classify(CompletedRequest request);

	/**
	 * What holds without a bean: an answer with a status from 500 on is a failure, and so
	 * is one that has begun well and was broken off by an error. All else is a success.
	 * @return the standard
	 */
	static RequestOutcomeClassifier standard() {
		return (request) -> (request.status() >= 500 || (request.error() != null && request.status() < 400))
				? RequestOutcome.FAILURE : RequestOutcome.SUCCESS;
	}

}
