package dev.probity.routing;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.HealthCheck;
import dev.probity.check.RunLimit;
import dev.probity.engine.CheckWorkers;
import dev.probity.text.Durations;
import org.jspecify.annotations.Nullable;

/**
 * One target of several, and what is known of it: as of a check, only results in a row
 * change that. It is asked by one attempt at a time; beside one that has been stuck for
 * several rounds by a second one, and never by more.
 */
final class RoutedTarget<T> {

	private static final int ROUNDS_TO_WAIT = 3;

	private final String key;

	private final T what;

	private final HealthCheck check;

	private final CheckPolicy policy;

	private volatile Standing standing = Standing.UNKNOWN;

	private int failures;

	private int successes;

	private int missed;

	// in this round
	private boolean begun;

	private @Nullable TargetAttempt attempt;

	private @Nullable TargetAttempt stuck;

	RoutedTarget(String key, T what, Function<BooleanSupplier, HealthCheck> check, CheckPolicy policy) {
		this.key = key;
		this.what = what;
		this.check = check.apply(() -> this.standing == Standing.PASSING);
		this.policy = policy;
	}

	String key() {
		return this.key;
	}

	boolean is(T other) {
		return this.what == other;
	}

	boolean isFailing() {
		return this.standing == Standing.FAILING;
	}

	/**
	 * Whether it has ever said anything.
	 */
	boolean hasAnswered() {
		TargetAttempt current = this.attempt;
		return this.standing != Standing.UNKNOWN || (current != null && current.isOver());
	}

	/**
	 * In the word that Actuator has for it.
	 */
	String status() {
		return switch (this.standing) {
			case UNKNOWN -> "UNKNOWN";
			case PASSING -> "UP";
			case FAILING -> "DOWN";
		};
	}

	/**
	 * Ask, unless an attempt is under way.
	 * @return the attempt, or {@code null} if there is none to wait for
	 */
	@Nullable TargetAttempt begin(String thread, CheckWorkers workers, long now, Runnable ended) {
		TargetAttempt before = this.attempt;
		this.begun = false;
		if (this.stuck != null && this.stuck.isOver()) {
			this.stuck = null;
		}
		if (before != null && !before.isOver()) {
			this.missed++;
			if (this.missed < ROUNDS_TO_WAIT || this.stuck != null) {
				return null;
			}
			this.stuck = before;
		}
		this.missed = 0;
		TargetAttempt next = new TargetAttempt(this.check, new RunLimit(RunLimit.orElse(this.policy.timeout())), now,
				ended);
		this.attempt = next;
		this.begun = true;
		try {
			workers.start(thread, next);
		}
		catch (Throwable ex) {
			next.end(ex);
		}
		return next;
	}

	/**
	 * The round is over: count what has come of it.
	 * @return what this round has found, or {@code null} if the target was not asked
	 */
	@Nullable CheckResult settle(boolean asked, long now) {
		TargetAttempt current = this.attempt;
		if (!asked || current == null) {
			return null;
		}
		CheckResult result = current.result();
		if (result != null && !this.begun && !(result instanceof Failed)) {
			// late: it was good for an earlier round
			return null;
		}
		if (result == null) {
			current.timeIsOver(this.policy.timeoutAction());
			result = CheckResult
				.failed("no answer for %s".formatted(Durations.brief(Duration.ofNanos(now - current.startedAt()))));
		}
		count(result);
		return result;
	}

	private void count(CheckResult result) {
		if (result instanceof Inconclusive) {
			return;
		}
		boolean failed = result instanceof Failed;
		this.failures = failed ? this.failures + 1 : 0;
		this.successes = failed ? 0 : this.successes + 1;
		if (this.failures >= this.policy.failureThreshold()) {
			this.standing = Standing.FAILING;
		}
		else if (!failed && (this.standing == Standing.UNKNOWN || this.successes >= this.policy.successThreshold())) {
			this.standing = Standing.PASSING;
		}
	}

	/**
	 * Wait no longer for its answer.
	 */
	void giveUp() {
		if (this.attempt != null) {
			this.attempt.timeIsOver(this.policy.timeoutAction());
		}
	}

	private enum Standing {

		UNKNOWN, PASSING, FAILING

	}

}
