package dev.probity.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckPolicy;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.consumer.ConsumerState;
import dev.probity.contract.CallersDescriptor;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The state of probes and checks at one moment. Immutable; what is {@code null} is not
 * rendered by Actuator's own JSON mapper.
 *
 * @param phase the phase of the instance
 * @param summary what most needs to be known, in one sentence: liveness if that fails,
 * else readiness
 * @param details whether details of checks and reasons of operators are included
 * @param override the override of readiness by an operator
 * @param probes the probes by name
 * @param checks the checks by name
 * @param fleet the other instances, where any are set
 * @param consumers the message listeners that need something, by their ids; {@code null}
 * if none does
 * @param callers who requests the probes, and what is wrong with that
 * @param recorder the latest changes, newest first
 * @param hold what keeps liveness at 200 for an operator; {@code null} if nothing does
 * @param restarts the ends of earlier processes, newest first; {@code null} if nobody
 * knows them
 * @since 0.1.0
 */
public record ProbityDescriptor(LifecyclePhase phase, String summary, Details details, OverrideDescriptor override,
		Map<String, ProbeDescriptor> probes, Map<String, CheckDescriptor> checks, @Nullable FleetDescriptor fleet,
		@Nullable Map<String, ConsumerDescriptor> consumers, @Nullable CallersDescriptor callers,
		List<ChangeDescriptor> recorder, @Nullable HoldDescriptor hold,
		@Nullable List<RestartDescriptor> restarts) implements OperationResponseBody {

	/**
	 * Whether errors and details of checks, and what operators have said, are shown.
	 */
	public enum Details {

		/** Details are shown. */
		SHOWN,

		/** The application does not let the caller see them. */
		WITHHELD;

		<T> @Nullable T of(@Nullable T detail) {
			return switch (this) {
				case SHOWN -> detail;
				case WITHHELD -> null;
			};
		}

	}

	/**
	 * An override of readiness; only its mode if there is none.
	 *
	 * @param readiness its mode; AUTO if there is none
	 * @param reason why
	 * @param since since when it has counted
	 * @param until when it ends
	 * @param remaining how much longer that is
	 */
	public record OverrideDescriptor(Mode readiness, @Nullable String reason, @Nullable Instant since,
			@Nullable Instant until, @Nullable String remaining) {

	}

	/**
	 * A hold of liveness.
	 *
	 * @param reason why
	 * @param since since when it has counted
	 * @param until when it ends
	 * @param remaining how much longer that is
	 */
	public record HoldDescriptor(@Nullable String reason, Instant since, Instant until, String remaining) {

	}

	/**
	 * What an operator has decided, on readiness or on liveness, and what has come of it.
	 *
	 * @param override what counts now for readiness
	 * @param readiness what the readiness probe answers now
	 * @param hold what counts now for liveness; {@code null} if there is no hold
	 * @param liveness what liveness is now, held or not
	 */
	public record DecisionDescriptor(@Nullable OverrideDescriptor override, @Nullable ProbeDescriptor readiness,
			@Nullable HoldDescriptor hold, @Nullable ProbeDescriptor liveness) implements OperationResponseBody {

	}

	/**
	 * The end of an earlier process.
	 *
	 * @param at when
	 * @param reason the vital check that asked for it, or what else ended the process
	 * @param uptime how long the process had run
	 * @param words the last words of the process
	 */
	public record RestartDescriptor(Instant at, String reason, String uptime, @Nullable String words) {

	}

	/**
	 * A probe.
	 *
	 * @param status what it answers
	 * @param since since when it has had that status
	 * @param summary all of it in one sentence
	 * @param reasons why
	 * @param shadow what it would answer if checks in shadow mode acted, should there be
	 * any
	 */
	public record ProbeDescriptor(ProbeStatus status, Instant since, String summary, List<ReasonDescriptor> reasons,
			@Nullable ShadowDescriptor shadow) {

	}

	/**
	 * What a probe would answer if checks in shadow mode acted.
	 *
	 * @param status what it would answer
	 * @param since since when; only if that differs from what it answers
	 * @param reasons the reasons that it does not have
	 * @param notReady for how long in all it would have failed while it did not
	 */
	public record ShadowDescriptor(ProbeStatus status, @Nullable Instant since, List<ReasonDescriptor> reasons,
			String notReady) {

	}

	/**
	 * One reason for what a probe answers; see {@link dev.probity.probe.VerdictReason}.
	 *
	 * @param cause what kind of reason
	 * @param code the code of that kind, see <code>docs/findings.md</code>
	 * @param subject the check or startup condition
	 * @param criticality what the check means to the probe
	 * @param reason the reason of the operator, or why the failure does not withdraw the
	 * instance, if that is the cause
	 * @param progress how far the startup condition has come
	 */
	public record ReasonDescriptor(Cause cause, String code, @Nullable String subject,
			@Nullable Criticality criticality, @Nullable String reason, @Nullable String progress) {

	}

	/**
	 * A check.
	 *
	 * @param state its state; {@code STALE} if it is passing and too old
	 * @param kind what it examines
	 * @param criticality its criticality for each probe that it belongs to
	 * @param shadow the criticality that it would have for each, if it is in shadow mode
	 * @param since since when it has had its state, staleness not counted
	 * @param lastChecked when the last run ended
	 * @param age the age of the last conclusive result
	 * @param duration how long the last run took
	 * @param failures failures in a row
	 * @param successes successes in a row
	 * @param error why the last run failed
	 * @param inconclusive why the last run was inconclusive
	 * @param details the details of the last run
	 * @param finding what a connection beside the application's client has shown
	 * @param diagnosis the same in one sentence
	 * @param policy when it runs
	 * @param worstCaseDetection the longest time from a failure to the state FAILING
	 */
	public record CheckDescriptor(String state, CheckKind kind, Map<String, Criticality> criticality,
			@Nullable Map<String, Criticality> shadow, Instant since, @Nullable Instant lastChecked,
			@Nullable String age, @Nullable String duration, int failures, int successes, @Nullable String error,
			@Nullable String inconclusive, @Nullable Map<String, Object> details, @Nullable Finding finding,
			@Nullable String diagnosis, PolicyDescriptor policy, String worstCaseDetection) {

	}

	/**
	 * A message listener that needs something.
	 *
	 * @param state what Probity does with it
	 * @param needs what it needs
	 * @param causes why it consumes nothing
	 * @param inState how long the state has lasted
	 */
	public record ConsumerDescriptor(ConsumerState state, List<String> needs, List<String> causes, String inState) {

	}

	/**
	 * When a check runs; see {@link dev.probity.check.CheckPolicy}.
	 *
	 * @param interval from the start of one run to the start of the next
	 * @param retryInterval until the next run while a change is not yet confirmed
	 * @param timeout how long a run may take
	 * @param failureThreshold failures in a row that make it fail
	 * @param successThreshold successes in a row that make it pass
	 * @param jitter by which fraction the interval varies
	 * @param maxAge how old a result may be
	 */
	public record PolicyDescriptor(String interval, String retryInterval, String timeout, int failureThreshold,
			int successThreshold, double jitter, String maxAge) {

	}

	/**
	 * A change of a check, of a probe, of an override or of a message listener.
	 *
	 * @param at when
	 * @param check the check, if it is one
	 * @param probe the probe, if it is one
	 * @param override the probe that is overridden, if it is an override
	 * @param consumer the message listener, if it is one
	 * @param from the old state, status or mode
	 * @param to the new one; the same if only the causes have changed
	 * @param lasted how long the old one had lasted
	 * @param reason the last reason of the check, that of the operator, or why the
	 * message listener is held
	 * @param causes the reasons for the verdict
	 */
	public record ChangeDescriptor(Instant at, @Nullable String check, @Nullable String probe,
			@Nullable String override, @Nullable String consumer, String from, String to, String lasted,
			@Nullable String reason, @Nullable List<ReasonDescriptor> causes) {

	}

}
