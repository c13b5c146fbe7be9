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
 * @since 0.1.0
 */
public record ProbeReport(ProbeVerdict verdict, List<Member> members, List<OutstandingCondition> outstanding) {

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
		return this.outstanding.stream()
			.filter((condition) -> reason.cause() == Cause.STARTING && condition.description().equals(reason.subject()))
			.map(OutstandingCondition::inWords)
			.findFirst()
			.orElse(reason.subject());
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
	 */
	public record Member(String name, Criticality criticality, @Nullable Cause condition, Effect effect,
			@Nullable String reason, Duration inState, Duration age) {

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
