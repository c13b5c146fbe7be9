package dev.probity.sample.probes;

import java.time.Duration;
import java.util.List;

import dev.probity.check.CheckPolicy;
import org.assertj.core.api.SoftAssertions;

/**
 * One outage of a dependency seen from outside, and what has to be true of it whatever
 * its cause.
 */
final class Outage {

	/** An observation looks ten times a second; the rest is for a busy machine. */
	static final Duration TOLERANCE = Duration.ofSeconds(1);

	private static final Duration STEADY = Duration.ofSeconds(1);

	private static final int SMALL_MULTIPLE = 5;

	private final CheckPolicy policy;

	private final Dependency dependency;

	private final Timeline timeline;

	private final Duration failedAt;

	private final Duration healedAt;

	private Outage(CheckPolicy policy, Dependency dependency, Timeline timeline, Duration failedAt, Duration healedAt) {
		this.policy = policy;
		this.dependency = dependency;
		this.timeline = timeline;
		this.failedAt = failedAt;
		this.healedAt = healedAt;
	}

	/**
	 * Lets a dependency fail, come back after a while, and looks at it all the time.
	 * @param lasting how long the fault goes on once it is seen
	 */
	static Outage observe(RunningApplication application, Dependency dependency, Fault fault, Duration lasting,
			Fault remedy) throws Exception {
		CheckPolicy policy = application.policy(dependency.check());
		try (Observation observation = Observation.ofReady(application)) {
			observation.lookFor(STEADY);
			Duration failedAt = observation.mark("fault");
			try {
				fault.happen();
				observation.await(Observation.READINESS, dependency::seen, dependency.broken(),
						policy.worstCaseDetection().plus(TOLERANCE));
				observation.lookFor(lasting);
			}
			finally {
				remedy.happen();
			}
			Duration healedAt = observation.mark("healed");
			observation.await(Observation.READINESS, dependency::seen, Dependency.UP,
					dependency.recoveryBound(policy).plus(TOLERANCE));
			observation.lookFor(STEADY);
			return new Outage(policy, dependency, observation.timeline(), failedAt, healedAt);
		}
	}

	Duration detection() {
		return first(this.dependency.broken(), this.failedAt).minus(this.failedAt);
	}

	/**
	 * Negative if the dependency was back before whoever started it knew.
	 */
	Duration recovery() {
		return first(Dependency.UP, first(this.dependency.broken(), this.failedAt)).minus(this.healedAt);
	}

	/**
	 * Asserts what holds for every outage that lasts longer than detection takes.
	 */
	Outage hasToldTheTruth() {
		SoftAssertions.assertSoftly((softly) -> {
			softly.assertThat(detection())
				.as("time to detection")
				.isLessThan(this.policy.worstCaseDetection().plus(TOLERANCE));
			softly.assertThat(recovery())
				.as("time to recovery")
				.isLessThan(this.dependency.recoveryBound(this.policy).plus(TOLERANCE));
			for (String path : List.of(Observation.READINESS, Observation.READINESS_GROUP)) {
				softly.assertThat(this.timeline.views(path, this.dependency::seen))
					.as(path)
					.containsExactly(Dependency.UP, this.dependency.broken(), Dependency.UP);
			}
			// there a check that no setting names keeps Spring Boot's meaning
			softly.assertThat(this.timeline.statuses(Observation.HEALTH))
				.as(Observation.HEALTH)
				.containsExactly(200, 503, 200);
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

	private Duration first(String verdict, Duration from) {
		return this.timeline.since(Observation.READINESS, from)
			.stream()
			.filter((answer) -> this.dependency.seen(answer).equals(verdict))
			.map(Answer::at)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No %s: %s".formatted(verdict, this.timeline)));
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
	 * Something that happens to a dependency.
	 */
	@FunctionalInterface
	interface Fault {

		void happen() throws Exception;

	}

}
