package dev.probity.sample.probes;

import java.time.Duration;
import java.util.List;

import dev.probity.check.CheckPolicy;
import org.assertj.core.api.SoftAssertions;

/**
 * One outage of the database seen from outside, and what has to be true of it whatever
 * its cause.
 */
final class Outage {

	/** An observation looks ten times a second; the rest is for a busy machine. */
	static final Duration TOLERANCE = Duration.ofSeconds(1);

	/**
	 * How long Hikari may sit still between two attempts to open a connection. What
	 * passes until a pool works again is not the check's to shorten: the application
	 * could not use the database either.
	 */
	static final Duration POOL_RETRY = Duration.ofSeconds(5);

	private static final Duration STEADY = Duration.ofSeconds(1);

	private static final int SMALL_MULTIPLE = 5;

	private final RunningApplication application;

	private final Timeline timeline;

	private final Duration failedAt;

	private final Duration healedAt;

	private Outage(RunningApplication application, Timeline timeline, Duration failedAt, Duration healedAt) {
		this.application = application;
		this.timeline = timeline;
		this.failedAt = failedAt;
		this.healedAt = healedAt;
	}

	/**
	 * Lets the database fail, come back after a while, and look at it all the time.
	 * @param lasting how long the fault goes on once it is seen
	 */
	static Outage observe(RunningApplication application, Fault fault, Duration lasting, Fault remedy)
			throws Exception {
		CheckPolicy policy = application.policy();
		try (Observation observation = Observation.ofReady(application)) {
			observation.lookFor(STEADY);
			Duration failedAt = observation.mark("fault");
			try {
				fault.happen();
				observation.awaitStatus(Observation.READINESS, 503, policy.worstCaseDetection().plus(TOLERANCE));
				observation.lookFor(lasting);
			}
			finally {
				remedy.happen();
			}
			Duration healedAt = observation.mark("healed");
			observation.awaitStatus(Observation.READINESS, 200, recoveryBound(policy).plus(TOLERANCE));
			observation.lookFor(STEADY);
			return new Outage(application, observation.timeline(), failedAt, healedAt);
		}
	}

	/**
	 * How long it may take from a database that answers again to a check that passes: the
	 * mirror of the worst case of detection, and what the pool needs.
	 */
	static Duration recoveryBound(CheckPolicy policy) {
		Duration gap = Duration.ofNanos((long) (policy.interval().toNanos() * (1 + policy.jitter())));
		Duration confirmation = policy.retryInterval().plus(policy.timeout());
		return gap.plus(policy.timeout())
			.plus(confirmation.multipliedBy(policy.successThreshold() - 1L))
			.plus(POOL_RETRY);
	}

	Duration detection() {
		return first(503, this.failedAt).minus(this.failedAt);
	}

	/**
	 * Negative if the database was back before whoever started it knew.
	 */
	Duration recovery() {
		return first(200, first(503, this.failedAt)).minus(this.healedAt);
	}

	/**
	 * Asserts what holds for every outage that lasts longer than detection takes.
	 */
	Outage hasToldTheTruth() {
		CheckPolicy policy = this.application.policy();
		SoftAssertions.assertSoftly((softly) -> {
			softly.assertThat(detection())
				.as("time to detection")
				.isLessThan(policy.worstCaseDetection().plus(TOLERANCE));
			softly.assertThat(recovery()).as("time to recovery").isLessThan(recoveryBound(policy).plus(TOLERANCE));
			for (String path : List.of(Observation.READINESS, Observation.READINESS_GROUP, Observation.HEALTH)) {
				softly.assertThat(this.timeline.statuses(path)).as(path).containsExactly(200, 503, 200);
			}
			for (String path : List.of(Observation.LIVENESS, Observation.STARTUP, Observation.CONSTANT)) {
				softly.assertThat(this.timeline.statuses(path)).as(path).containsExactly(200);
			}
			for (String path : List.of(Observation.READINESS, Observation.LIVENESS)) {
				softly.assertThat(medianDuring(path))
					.as("median of %s during the fault", path)
					.isLessThan(medianDuring(Observation.CONSTANT).multipliedBy(SMALL_MULTIPLE));
			}
			if (!softly.wasSuccess()) {
				softly.fail(this.timeline.toString());
			}
		});
		return this;
	}

	private Duration first(int status, Duration from) {
		return this.timeline.since(Observation.READINESS, from)
			.stream()
			.filter((answer) -> answer.status() == status)
			.map(Answer::at)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No %d: %s".formatted(status, this.timeline)));
	}

	private Duration medianDuring(String path) {
		return Timeline.median(this.timeline.between(path, this.failedAt, this.healedAt));
	}

	@Override
	public String toString() {
		return "detected after %d ms, recovered after %d ms, %s".formatted(detection().toMillis(),
				recovery().toMillis(), this.timeline);
	}

	/**
	 * Something that happens to a database.
	 */
	@FunctionalInterface
	interface Fault {

		void happen() throws Exception;

	}

}
