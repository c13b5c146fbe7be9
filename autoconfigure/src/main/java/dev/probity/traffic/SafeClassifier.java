package dev.probity.traffic;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.probity.check.Guarded;
import dev.probity.text.VisibleText;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Guards requests against a classifier that throws an exception or returns {@code null}.
 * Thread-safe.
 */
final class SafeClassifier implements RequestOutcomeClassifier {

	private static final Log logger = LogFactory.getLog(SafeClassifier.class);

	private static final Guarded guarded = new Guarded(logger::warn);

	private static final RequestOutcomeClassifier STANDARD = RequestOutcomeClassifier.standard();

	private final Supplier<? extends RequestOutcomeClassifier> classifier;

	private final AtomicBoolean told = new AtomicBoolean();

	/**
	 * Guard a classifier.
	 * @param classifier asked for with the first request, since filters are made before
	 * much else
	 */
	SafeClassifier(Supplier<? extends RequestOutcomeClassifier> classifier) {
		this.classifier = classifier;
	}

	@Override
	public RequestOutcome classify(CompletedRequest request) {
		try {
			@Nullable RequestOutcome outcome = this.classifier.get().classify(request);
			if (outcome != null) {
				return outcome;
			}
			warn("returned null", request, null);
		}
		catch (Throwable ex) {
			warn("threw an exception", request, ex);
		}
		return STANDARD.classify(request);
	}

	private void warn(String what, CompletedRequest request, @Nullable Throwable ex) {
		if (!this.told.getAndSet(true)) {
			guarded
				.report(() -> ("The RequestOutcomeClassifier of the application %s for %s %s (status %d). The default "
						+ "classification applies to this request and to all others on which it fails (logged once).")
					.formatted(what, VisibleText.line(request.method()), VisibleText.line(request.path()),
							request.status()),
						ex);
		}
	}

}
