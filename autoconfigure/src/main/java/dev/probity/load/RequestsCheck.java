package dev.probity.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.LoadCheck;
import dev.probity.check.Range;
import dev.probity.observation.Observation;
import dev.probity.server.ServerThreads;
import dev.probity.text.Durations;
import dev.probity.time.Ticker;
import dev.probity.traffic.RequestAges;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server is given more than it can do: nearly all of its worker threads have
 * been in use for a while, or the oldest active request has been under way for too long,
 * should anybody have said what that is. It passes again once neither has been so for a
 * while. Time in which the process was paused does not count. Thread-safe: runs wait for
 * each other.
 */
final class RequestsCheck implements LoadCheck {

	private final Supplier<@Nullable ServerThreads> threads;

	private final double threadThreshold;

	private final ObservedRequests requests;

	private final @Nullable Duration maxAge;

	private final Saturation busy;

	private final Saturation old;

	/**
	 * Check a server.
	 * @param threads its worker threads, or {@code null} if they cannot be used up; asked
	 * by each run
	 * @param threadThreshold the fraction of them from which on all count as in use;
	 * above 0, at most 1
	 * @param requests knows the ages of requests
	 * @param maxAge how long a request may take; {@code null} if however long
	 * @param sustainedFor for how long the threads have to be in use, or neither to be
	 * so, before that counts
	 * @param policy the check's policy
	 * @param ticker the time
	 */
	public RequestsCheck(Supplier<@Nullable ServerThreads> threads, double threadThreshold, ObservedRequests requests,
			@Nullable Duration maxAge, Duration sustainedFor, CheckPolicy policy, Ticker ticker) {
		this.threads = threads;
		this.threadThreshold = Range.SHARE.require("threadThreshold", threadThreshold);
		this.requests = requests;
		this.maxAge = maxAge;
		this.busy = Saturation.sustained(sustainedFor, policy.interval(), ticker);
		this.old = Saturation.atOnce(sustainedFor, policy.interval(), ticker);
		requests.expectLooks(policy.interval());
	}

	@Override
	public synchronized CheckResult check() {
		return Observation.take(this::evaluate);
	}

	private CheckResult evaluate() {
		Map<String, Object> details = new LinkedHashMap<>();
		String reason = Stream.of(busy(details), old(details))
			.filter(Objects::nonNull)
			.collect(Collectors.joining("; "));
		return reason.isEmpty() ? CheckResult.passed(details) : CheckResult.failed(reason, details);
	}

	private @Nullable String busy(Map<String, Object> details) {
		ServerThreads figures = this.threads.get();
		if (figures != null) {
			details.put("busyThreads", figures.busy());
			details.put("maxThreads", figures.max());
		}
		String reason = this.busy.judge((figures != null && figures.share() >= this.threadThreshold)
				? "%d of %d worker threads in use (threshold %d %%)".formatted(figures.busy(), figures.max(),
						Math.round(this.threadThreshold * 100))
				: null);
		this.busy.describe(details);
		return reason;
	}

	private @Nullable String old(Map<String, Object> details) {
		RequestAges ages = this.requests.observe();
		details.put("active", ages.active());
		details.put("oldest", Durations.brief(ages.oldest()));
		Duration longest = this.maxAge;
		return this.old.judge((longest != null && ages.oldest().compareTo(longest) > 0)
				? "the oldest request has been under way for %s (at most %s)".formatted(Durations.brief(ages.oldest()),
						Durations.exact(longest))
				: null);
	}

}
