package dev.probity.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.LoadCheck;
import dev.probity.load.Ejection.Ejected;
import dev.probity.load.Ejection.Excused;
import dev.probity.observation.Observation;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import dev.probity.traffic.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Whether too many requests of the application fail. If so it fails for the time of an
 * ejection, whatever is counted meanwhile, and then puts the instance on trial; a relapse
 * takes twice as long. Nothing is judged while a dependency explains errors. Time in
 * which the process was paused does not count, neither for the window nor for an
 * ejection: from one run to the next at most twice the interval does. Not for use by
 * several schedulers at once.
 */
final class ErrorRateCheck implements LoadCheck {

	private final Traffic traffic;

	private final ErrorRatePolicy policy;

	private final Supplier<@Nullable String> excuse;

	private final Duration longestStep;

	private final Ticker ticker;

	private final Ejections ejections;

	// guarded by the ejections, with them
	private Duration observed = Duration.ZERO;

	private long lookedAt;

	/**
	 * Count requests.
	 * @param traffic knows them
	 * @param policy when there are too many errors
	 * @param excuse what explains errors that readiness counts anyway, by its name, or
	 * {@code null} if there is none now
	 * @param interval how often this is asked
	 * @param ticker for the time between
	 */
	public ErrorRateCheck(Traffic traffic, ErrorRatePolicy policy, Supplier<@Nullable String> excuse, Duration interval,
			Ticker ticker) {
		this.traffic = traffic;
		this.policy = policy;
		this.excuse = excuse;
		this.longestStep = interval.multipliedBy(2);
		this.ticker = ticker;
		this.ejections = new Ejections(policy);
		this.lookedAt = ticker.read();
	}

	@Override
	public synchronized CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		synchronized (this.ejections) {
			long now = this.ticker.read();
			Duration elapsed = Duration.ofNanos(now - this.lookedAt);
			this.lookedAt = now;
			this.observed = this.observed.plus((elapsed.compareTo(this.longestStep) < 0) ? elapsed : this.longestStep);
			// in this order, for a request counts before its failure does
			long failed = this.traffic.failedRequests();
			RequestCounts counts = new RequestCounts(this.traffic.countedRequests(), failed);
			return result(this.ejections.observe(this.observed, counts, this.excuse.get()));
		}
	}

	private CheckResult result(Ejection state) {
		RequestCounts counts = this.ejections.window();
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("requests", counts.total());
		details.put("failed", counts.failed());
		details.put("share", counts.percent() + " %");
		details.put("window", Durations.exact(this.policy.window()));
		details.put("state", state.word());
		if (state instanceof Excused excused) {
			details.put("excusedBy", excused.by());
		}
		if (state instanceof Ejected ejected) {
			details.put("trialIn", remaining(ejected));
		}
		details.put("ejections", this.ejections.count());
		return (state instanceof Ejected ejected) ? CheckResult.failed(reason(ejected), details)
				: CheckResult.passed(details);
	}

	private String reason(Ejected ejected) {
		return "%d %% of %d requests failed in %s: ejected for %s, back on trial in %s".formatted(
				ejected.cause().percent(), ejected.cause().total(), Durations.brief(ejected.over()),
				Durations.exact(ejected.time()), remaining(ejected));
	}

	private String remaining(Ejected ejected) {
		return Durations.brief(ejected.remaining(this.observed));
	}

}
