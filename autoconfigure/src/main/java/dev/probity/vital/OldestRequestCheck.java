package dev.probity.vital;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.ProgressCheck;
import dev.probity.check.Ticker;
import dev.probity.traffic.RequestAges;
import dev.probity.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * How long the oldest request of the application has been under way: holding a thread of
 * the servlet container, or not begun to be answered on Spring WebFlux. Streams and long
 * polls hold no thread, and are not looked at. Time in which the process was paused does
 * not count.
 *
 * @since 0.1.0
 */
public final class OldestRequestCheck implements ProgressCheck {

	private final Traffic traffic;

	private final @Nullable Duration maxSilence;

	private final Duration longestStep;

	private final Ticker ticker;

	// of the last run, for the next
	private volatile long lookedAt;

	/**
	 * Look at requests.
	 * @param traffic knows them
	 * @param maxSilence how long a request may take; {@code null} if however long
	 * @param interval how often this is asked
	 * @param ticker for the time between
	 */
	public OldestRequestCheck(Traffic traffic, @Nullable Duration maxSilence, Duration interval, Ticker ticker) {
		this.traffic = traffic;
		this.maxSilence = maxSilence;
		this.longestStep = interval.multipliedBy(2);
		this.ticker = ticker;
		this.lookedAt = ticker.read();
	}

	@Override
	public CheckResult check() {
		return Look.take(this::look);
	}

	private CheckResult look() {
		long now = this.ticker.read();
		Duration elapsed = Duration.ofNanos(now - this.lookedAt);
		this.lookedAt = now;
		RequestAges ages = this.traffic.age((elapsed.compareTo(this.longestStep) < 0) ? elapsed : this.longestStep);
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("active", ages.active());
		details.put("oldest", ages.oldest().toSeconds() + "s");
		if (this.maxSilence == null || ages.oldest().compareTo(this.maxSilence) <= 0) {
			return CheckResult.passed(details);
		}
		return CheckResult.failed("a request has been under way for %ds, more than %ds"
			.formatted(ages.oldest().toSeconds(), this.maxSilence.toSeconds()), details);
	}

}
