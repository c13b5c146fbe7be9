package dev.probity.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;
import dev.probity.observation.Observation;
import dev.probity.text.Durations;
import dev.probity.traffic.RequestAges;
import org.jspecify.annotations.Nullable;

/**
 * How long the oldest request of the application has been under way: holding a thread of
 * the servlet container, or not begun to be answered on Spring WebFlux. Streams and long
 * polls hold no thread, and are not looked at. Time in which the process was paused does
 * not count.
 */
final class OldestRequestCheck implements ProgressCheck {

	private final ObservedRequests requests;

	private final @Nullable Duration maxSilence;

	/**
	 * Look at requests.
	 * @param requests knows their ages
	 * @param maxSilence how long a request may take; {@code null} if however long
	 * @param interval how often this is asked
	 */
	public OldestRequestCheck(ObservedRequests requests, @Nullable Duration maxSilence, Duration interval) {
		this.requests = requests;
		this.maxSilence = maxSilence;
		requests.expectLooks(interval);
	}

	@Override
	public CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		RequestAges ages = this.requests.observe();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("active", ages.active());
		details.put("oldest", Durations.brief(ages.oldest()));
		if (this.maxSilence == null || ages.oldest().compareTo(this.maxSilence) <= 0) {
			return CheckResult.passed(details);
		}
		return CheckResult.failed("a request has been under way for %s, more than %s"
			.formatted(Durations.brief(ages.oldest()), Durations.exact(this.maxSilence)), details);
	}

}
