package dev.probity.probe;

import java.time.Duration;
import java.util.List;

import dev.probity.check.ProgressCheck;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The verdict of a probe together with all its checks, both of one moment. Immutable.
 *
 * @param verdict the verdict
 * @param members the checks that can change the verdict, passing or not, in the order of
 * their registration
 * @param outstanding what the start of the instance waits for; empty once it has come up
 * @param lasted how long the probe has had this status, or {@code null} if nobody watches
 * it
 * @since 0.1.0
 */
public record ProbeReport(ProbeVerdict verdict, List<Member> members, List<OutstandingCondition> outstanding,
		@Nullable Duration lasted) {

	public ProbeReport {
		members = List.copyOf(members);
		outstanding = List.copyOf(outstanding);
	}

	/**
	 * What a reason is about, with all that is known of it.
	 * @param reason one of the verdict's reasons
	 * @return its subject; of a start, with how far that has come
	 */
	public @Nullable String subjectOf(VerdictReason reason) {
		OutstandingCondition condition = conditionOf(reason);
		return (condition != null) ? condition.inWords() : reason.subject();
	}

	/**
	 * The startup condition that a reason is about. Where several have the same name,
	 * tasks of two child contexts for example, they come in the order of the reasons.
	 * @param reason one of the verdict's reasons, the very same
	 * @return the condition, or {@code null} if the reason is about none, or it is not
	 * outstanding any more
	 */
	public @Nullable OutstandingCondition conditionOf(VerdictReason reason) {
		long before = this.verdict.reasons()
			.stream()
			.takeWhile((each) -> each != reason)
			.filter(reason::equals)
			.count();
		return this.outstanding.stream()
			.filter((condition) -> reason.cause() == Cause.STARTING && condition.description().equals(reason.subject()))
			.skip(before)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The check that a reason is about.
	 * @param reason one of the verdict's reasons
	 * @return the check, or {@code null} if the reason is about no check
	 */
	public @Nullable Member memberOf(VerdictReason reason) {
		return this.members.stream()
			.filter((member) -> reason.criticality() != null && member.name().equals(reason.subject()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * One check of the probe.
	 *
	 * @param name its name
	 * @param criticality what it means to the probe, {@link Criticality#REQUIRED} or
	 * {@link Criticality#OPTIONAL}
	 * @param condition {@link Cause#FAILING}, {@link Cause#DEGRADED},
	 * {@link Cause#UNKNOWN}, {@link Cause#STALE}, or {@code null} if all is well
	 * @param effect whether the probe holds the condition against the check; liveness
	 * does not mind silence
	 * @param reason why its last run did not pass, or {@code null} if it did or there was
	 * none
	 * @param inState time since the check entered its state
	 * @param age time since anything was known of it
	 * @param streak what its last runs have come to, and what comes next
	 */
	public record Member(String name, Criticality criticality, @Nullable Cause condition, Effect effect,
			@Nullable String reason, Duration inState, Duration age, Streak streak) {

	}

	/**
	 * What the last runs of a check have come to, and what comes next.
	 *
	 * @param failures failures in a row
	 * @param ending how all of these runs ended
	 * @param successesLeft successes in a row that a failing check still needs
	 * @param sinceWorked time since it was last seen to work, or {@code null} if it never
	 * was
	 * @param untilNextRun time until the next run; zero if it is due or under way;
	 * {@code null} if that is not known
	 */
	public record Streak(int failures, Ending ending, int successesLeft, @Nullable Duration sinceWorked,
			@Nullable Duration untilNextRun) {

	}

	/**
	 * How runs in a row ended.
	 */
	public enum Ending {

		/** At least one came to a result, or there was none. */
		RESULT,

		/** All exceeded their timeout. */
		TIMEOUT

	}

	/**
	 * What a check's condition does to the probe.
	 */
	public enum Effect {

		/** Nothing. */
		PASSES,

		/** Nothing, as a dependency may be the cause; see {@link ProgressCheck}. */
		EXCUSED,

		/** The probe is degraded and no worse, as the failure may be a shared one. */
		HELD,

		/** The probe is degraded and no worse, as the check's time is yet to come. */
		DEFERRED,

		/** The probe is degraded and no worse, as the check has had its time. */
		FAILS_OPEN,

		/** The check fails or degrades the probe, according to its criticality. */
		FAILS

	}

}
