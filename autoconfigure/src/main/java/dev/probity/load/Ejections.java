package dev.probity.load;

import java.time.Duration;

import dev.probity.load.Ejection.Ejected;
import dev.probity.load.Ejection.Excused;
import dev.probity.load.Ejection.Judging;
import dev.probity.load.Ejection.Trial;
import org.jspecify.annotations.Nullable;

/**
 * Takes an instance out for a while when too many of its requests fail, and tries it
 * again then, since one that gets no requests has no errors either. Each relapse doubles
 * the time, and each first ejection time spent in service takes one doubling back. There
 * are no more doublings than lead to the longest time, so that a long row of relapses is
 * not remembered for longer than that takes. Pure: all times are passed in. Not
 * thread-safe.
 */
final class Ejections {

	private final ErrorRatePolicy policy;

	private final RequestWindow window;

	private Ejection state = new Judging();

	private Duration observedAt = Duration.ZERO;

	private Duration inService = Duration.ZERO;

	private int multiplier;

	private long count;

	Ejections(ErrorRatePolicy policy) {
		this.policy = policy;
		this.window = new RequestWindow(policy.window());
	}

	/**
	 * Decide once more.
	 * @param now the time since the first time, never less than before
	 * @param counts all requests since the start
	 * @param excuse what explains errors, or {@code null} if nothing does
	 * @return what is decided
	 */
	Ejection observe(Duration now, RequestCounts counts, @Nullable String excuse) {
		Duration elapsed = now.minus(this.observedAt);
		this.observedAt = now;
		this.window.add(now, counts);
		if (excuse != null) {
			this.window.restart();
			this.state = new Excused(excuse);
		}
		else if (this.state instanceof Ejected ejected) {
			this.state = duringOrAfter(ejected.observe(now, counts), now, counts);
		}
		else if (this.state instanceof Excused) {
			this.window.restart();
			this.state = new Judging();
		}
		else {
			serve(elapsed);
			this.state = judge(now);
		}
		return this.state;
	}

	private Ejection duringOrAfter(Ejected ejected, Duration now, RequestCounts counts) {
		if (ejected.remaining(now).compareTo(Duration.ZERO) > 0) {
			return ejected;
		}
		// balancers that have not noticed yet, and requests under way, count in the first
		// half
		if (ejected.half() != null) {
			RequestCounts late = counts.since(ejected.half().counts());
			if (this.policy.isExceededBy(late)) {
				return eject(now, late, now.minus(ejected.half().at()));
			}
		}
		this.window.restart();
		return new Trial(now.plus(this.policy.window()));
	}

	private Ejection judge(Duration now) {
		if (this.policy.isExceededBy(this.window.counts())) {
			return eject(now, this.window.counts(), this.window.span());
		}
		return (this.state instanceof Trial trial && now.compareTo(trial.until()) < 0) ? trial : new Judging();
	}

	private Ejected eject(Duration now, RequestCounts cause, Duration over) {
		Duration time = this.policy.ejectionTime(this.multiplier);
		if (time.compareTo(this.policy.maxEjectionTime()) < 0) {
			this.multiplier++;
		}
		this.inService = Duration.ZERO;
		this.count++;
		return new Ejected(now, time, cause, over, null);
	}

	private void serve(Duration elapsed) {
		this.inService = this.inService.plus(elapsed);
		while (this.inService.compareTo(this.policy.ejectionTime()) >= 0) {
			this.inService = this.inService.minus(this.policy.ejectionTime());
			this.multiplier = Math.max(0, this.multiplier - 1);
		}
	}

	/**
	 * The requests of the window.
	 */
	RequestCounts window() {
		return this.window.counts();
	}

	/**
	 * How many ejections there have been.
	 */
	long count() {
		return this.count;
	}

}
