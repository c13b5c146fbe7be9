package dev.probity.test.fault;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.probity.probe.ProbeStatus;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Assertions on a probe that is asked over HTTP again and again, every 50 ms. Each
 * measures, logs and prints how long it really took; a moment in which this machine stood
 * still is not counted.
 *
 * @since 0.1.0
 */
public final class HttpProbeAssert extends AbstractAssert<HttpProbeAssert, HttpProbe> {

	private static final Log logger = LogFactory.getLog(HttpProbeAssert.class);

	// for asking, and for whatever else happens on the way to an answer
	private static final Duration SLACK = Duration.ofSeconds(1);

	private Duration measured = Duration.ZERO;

	HttpProbeAssert(HttpProbe probe) {
		super(probe, HttpProbeAssert.class);
	}

	/**
	 * It answers 503 before this time is over, which begins now.
	 * @param bound the time
	 * @return this
	 */
	public HttpProbeAssert goesDownWithin(Bound bound) {
		return becomes("503", HttpAnswer::isDown, bound);
	}

	/**
	 * It answers 503 before this time is over, which begins now.
	 * @param time the time
	 * @return this
	 */
	public HttpProbeAssert goesDownWithin(Duration time) {
		return goesDownWithin(Bounds.of(time));
	}

	/**
	 * It answers 200 and DEGRADED before this time is over, which begins now.
	 * @param bound the time
	 * @return this
	 */
	public HttpProbeAssert degradesWithin(Bound bound) {
		return becomes("200 DEGRADED", HttpAnswer::isDegraded, bound);
	}

	/**
	 * It answers 200, and says that nothing is wrong, before this time is over, which
	 * begins now.
	 * @param bound the time
	 * @return this
	 */
	public HttpProbeAssert comesBackWithin(Bound bound) {
		return becomes("200 UP", HttpAnswer::isUp, bound);
	}

	/**
	 * It answers 200, and says that nothing is wrong, before this time is over, which
	 * begins now.
	 * @param time the time
	 * @return this
	 */
	public HttpProbeAssert comesBackWithin(Duration time) {
		return comesBackWithin(Bounds.of(time));
	}

	/**
	 * It answers 200 each time it is asked until this time is over, which begins now.
	 * @param bound the time
	 * @return this
	 */
	public HttpProbeAssert staysUpFor(Bound bound) {
		Duration time = bound.in(this.actual.checks());
		try (ProbeWatch watch = ProbeWatch.begin(this.actual)) {
			watch.awaitTime(time);
			return neverFailed(watch);
		}
	}

	/**
	 * It answers 200 each time it is asked until this time is over, which begins now.
	 * @param time the time
	 * @return this
	 */
	public HttpProbeAssert staysUpFor(Duration time) {
		return staysUpFor(Bounds.of(time));
	}

	/**
	 * It answers 200 each time it is asked while something happens.
	 * @param action what happens
	 * @return this
	 */
	public HttpProbeAssert neverFailedDuring(ThrowingCallable action) {
		try (ProbeWatch watch = ProbeWatch.begin(this.actual)) {
			watch.during(action);
			return neverFailed(watch);
		}
	}

	/**
	 * While something happens it gives these answers, one after the other, each of them
	 * for as long as it lasts, and no other in between: UP, DOWN and UP in an outage in
	 * which nothing flaps. It is asked before that begins, and after it is over.
	 * @param action what happens
	 * @param statuses the answers
	 * @return this
	 */
	public HttpProbeAssert answersDuring(ThrowingCallable action, ProbeStatus... statuses) {
		List<String> expected = Stream.of(statuses).map(ProbeStatus::name).toList();
		try (ProbeWatch watch = ProbeWatch.begin(this.actual)) {
			watch.during(action);
			this.measured = watch.elapsed();
			if (!watch.words().equals(expected)) {
				throw failure("%nExpected %s at %s to answer %s and nothing else, but %s%n%s", this.actual.name(),
						this.actual.uri(), String.join(", ", expected), watch, this.actual.verbose());
			}
			logger.info("%s answered %s to %d questions in %d ms".formatted(this.actual.name(),
					String.join(", ", expected), watch.count(), this.measured.toMillis()));
			return this;
		}
	}

	/**
	 * How long the last assertion has taken, as it was measured.
	 * @return the time
	 */
	public Duration measured() {
		return this.measured;
	}

	private HttpProbeAssert becomes(String what, Predicate<HttpAnswer> condition, Bound bound) {
		Duration limit = bound.in(this.actual.checks()).plus(SLACK);
		try (ProbeWatch watch = ProbeWatch.begin(this.actual)) {
			HttpAnswer answer = watch.awaitAnswer(condition, limit);
			this.measured = watch.elapsed();
			if (answer == null) {
				throw failure(
						"%nExpected %s at %s to answer %s within %d ms (%s, and %d ms to ask), but after %d ms %s%n%s",
						this.actual.name(), this.actual.uri(), what, limit.toMillis(), bound, SLACK.toMillis(),
						this.measured.toMillis(), watch, this.actual.verbose());
			}
			logger.info("%s answered %s after %d ms; the bound is %d ms (%s)".formatted(this.actual.name(), what,
					this.measured.toMillis(), limit.minus(SLACK).toMillis(), bound));
			return this;
		}
	}

	private HttpProbeAssert neverFailed(ProbeWatch watch) {
		this.measured = watch.elapsed();
		HttpAnswer failed = watch.firstFailure();
		if (failed != null) {
			throw failure("%nExpected %s at %s to answer 200 all the time, but %s%n%s", this.actual.name(),
					this.actual.uri(), watch, this.actual.verbose());
		}
		logger.info("%s answered 200 to all of %d questions in %d ms".formatted(this.actual.name(), watch.count(),
				this.measured.toMillis()));
		return this;
	}

}
