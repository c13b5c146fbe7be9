package dev.probity.check;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The last known state of one check. Immutable.
 *
 * @param name the check's name
 * @param kind what the check examines
 * @param policy the check's policy
 * @param state what is known
 * @param failures failures in a row up to now, inconclusive results not counted
 * @param successes successes in a row up to now, inconclusive results not counted
 * @param lastRun the last run that had a result, or {@code null} before the first
 * @param knownAt reading of the {@link Ticker} from which the age counts: the start of
 * the last run that said something, or later evidence; a failure that is not confirmed
 * yet does not renew a state that has gone stale
 * @param sinceTick reading of the {@link Ticker} when the state was entered
 * @param since the wall clock when the state was entered, for display
 * @param passedAt reading of the {@link Ticker} when the last run that passed ended, or
 * {@code null} if none has
 * @param workedAt reading of the {@link Ticker} when what the check looks at was last
 * seen to work, by a run that passed or by later evidence; {@code null} if it never was
 * @param timeouts how many of the last failures in a row were timeouts, one after the
 * other up to the last one
 * @param degradedBy what was found when the check passed for the last time, if it passes
 * and a part of what it examines did not work then; else {@code null}
 * @since 0.1.0
 */
public record CheckSnapshot(String name, CheckKind kind, CheckPolicy policy, CheckState state, int failures,
		int successes, @Nullable LastRun lastRun, long knownAt, long sinceTick, Instant since, @Nullable Long passedAt,
		@Nullable Long workedAt, int timeouts, CheckResult.@Nullable Degraded degradedBy) {

	/**
	 * The last known state of a check of which nothing is known but its last run.
	 * @param name see {@link #name()}
	 * @param kind see {@link #kind()}
	 * @param policy see {@link #policy()}
	 * @param state see {@link #state()}
	 * @param failures see {@link #failures()}
	 * @param successes see {@link #successes()}
	 * @param lastRun see {@link #lastRun()}
	 * @param knownAt see {@link #knownAt()}
	 * @param sinceTick see {@link #sinceTick()}
	 * @param since see {@link #since()}
	 */
	public CheckSnapshot(String name, CheckKind kind, CheckPolicy policy, CheckState state, int failures, int successes,
			@Nullable LastRun lastRun, long knownAt, long sinceTick, Instant since) {
		this(name, kind, policy, state, failures, successes, lastRun, knownAt, sinceTick, since, null, null, 0,
				degradedBy(state, lastRun));
	}

	private static CheckResult.@Nullable Degraded degradedBy(CheckState state, @Nullable LastRun lastRun) {
		return (state == CheckState.PASSING && lastRun != null && lastRun.result() instanceof CheckResult.Degraded part)
				? part : null;
	}

	/**
	 * The last run that had a result.
	 *
	 * @param result what it found
	 * @param duration how long it took
	 * @param at when it ended
	 */
	public record LastRun(CheckResult result, Duration duration, Instant at) {

	}

	public static CheckSnapshot unknown(CheckRegistration registration, long now, Instant at) {
		return new CheckSnapshot(registration.name(), registration.kind(), registration.policy(), CheckState.UNKNOWN, 0,
				0, null, now, now, at);
	}

	/**
	 * Whether the check passes although a part of what it examines does not work. As with
	 * the state, a result that is inconclusive does not change that, nor does a failure
	 * that is not confirmed yet.
	 * @return whether it was so when the check, which passes, did so for the last time
	 */
	public boolean isDegraded() {
		return this.degradedBy != null;
	}

	/**
	 * What the last run has reported, beside what made the check degraded.
	 * @return the details, of which those of the last run come first; a map of its own
	 */
	public Map<String, Object> reported() {
		Map<String, Object> reported = new LinkedHashMap<>();
		CheckResult last = lastResult();
		if (last != null) {
			reported.putAll(last.details());
		}
		if (this.degradedBy != null) {
			this.degradedBy.details().forEach(reported::putIfAbsent);
		}
		return reported;
	}

	/**
	 * What is shown of the check.
	 * @param now reading of the {@link Ticker}
	 * @return the state, or {@link ShownState#STALE} instead of a passing one that is too
	 * old
	 */
	public ShownState shown(long now) {
		return switch (this.state) {
			case UNKNOWN -> ShownState.UNKNOWN;
			case PASSING -> isStale(now) ? ShownState.STALE : ShownState.PASSING;
			case FAILING -> ShownState.FAILING;
		};
	}

	/**
	 * Whether nothing at all speaks against what the check looks at.
	 * @param now reading of the {@link Ticker}
	 * @return whether the check is shown as passing, its last result that counted was no
	 * failure, and every part works
	 */
	public boolean isWell(long now) {
		return shown(now) == ShownState.PASSING && this.failures == 0 && !isDegraded();
	}

	/**
	 * Whether the state is too old to be repeated. Asked by the reader, so that a
	 * scheduler that has died cannot keep an old answer alive.
	 * @param now reading of the {@link Ticker}
	 * @return whether the age exceeds {@link CheckPolicy#maxAge()}
	 */
	public boolean isStale(long now) {
		return now - staleAt() >= 0;
	}

	/**
	 * When the state is too old to be repeated.
	 * @return the first such reading of the {@link Ticker}
	 */
	public long staleAt() {
		return this.knownAt + this.policy.maxAge().toNanos() + 1;
	}

	/**
	 * How old the state is.
	 * @param now reading of the {@link Ticker}
	 * @return the age, never negative
	 */
	public Duration age(long now) {
		return Duration.ofNanos(Math.max(0, now - this.knownAt));
	}

	/**
	 * What the last run found.
	 * @return the result, or {@code null} before the first
	 */
	public @Nullable CheckResult lastResult() {
		return (this.lastRun != null) ? this.lastRun.result() : null;
	}

}
