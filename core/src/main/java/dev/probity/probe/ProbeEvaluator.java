package dev.probity.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.ApplicationReadiness;
import dev.probity.lifecycle.InstanceState;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessOverride;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.lifecycle.StartupState;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the verdict of a probe from snapshots, instance and time. Pure: no I/O, no
 * lock, no clock. It is the only place that decides.
 */
public final class ProbeEvaluator {

	private ProbeEvaluator() {
	}

	/**
	 * The verdict of a probe.
	 * @param guard knows which checks of load have had their time
	 * @param rule knows which failures do not withdraw the instance
	 * @param outstanding startup conditions that are not met, for the reasons only
	 * @param time when
	 */
	public static ProbeVerdict evaluate(Probe probe, Collection<CheckSnapshot> checks, LoadShedLimit guard,
			WithdrawalRule rule, InstanceState instance, Collection<String> outstanding, EvaluationTime time) {
		return switch (probe.type()) {
			case STARTUP -> (instance.startup() == StartupState.COMPLETE) ? verdict(probe, ProbeStatus.UP)
					: starting(probe, outstanding);
			case LIVENESS -> liveness(probe, checks, guard, rule, instance, time);
			case READINESS -> readiness(probe, checks, guard, rule, instance, outstanding, time);
		};
	}

	private static ProbeVerdict readiness(Probe probe, Collection<CheckSnapshot> checks, LoadShedLimit guard,
			WithdrawalRule rule, InstanceState instance, Collection<String> outstanding, EvaluationTime time) {
		if (instance.isWithdrawn()) {
			return outOfService(probe, (instance.phase() == LifecyclePhase.STOPPED) ? Cause.STOPPED : Cause.LAME_DUCK);
		}
		ReadinessOverride override = override(instance, time);
		if (override.mode() == Mode.NOT_READY) {
			return new ProbeVerdict(probe.name(), ProbeStatus.OUT_OF_SERVICE, List.of(VerdictReason.of(override)));
		}
		if (instance.phase() == LifecyclePhase.STARTING) {
			return starting(probe, outstanding);
		}
		if (override.mode() == Mode.READY) {
			return new ProbeVerdict(probe.name(), ProbeStatus.UP, List.of(VerdictReason.of(override)));
		}
		if (instance.applicationReadiness() == ApplicationReadiness.REFUSING_TRAFFIC) {
			return outOfService(probe, Cause.REFUSING_TRAFFIC);
		}
		return byChecks(probe, checks, guard, rule, time);
	}

	private static ReadinessOverride override(InstanceState instance, EvaluationTime time) {
		ReadinessOverride override = instance.override();
		return (override instanceof Forced forced && !time.isBefore(forced.endTick())) ? ReadinessOverride.AUTO
				: override;
	}

	private static ProbeVerdict liveness(Probe probe, Collection<CheckSnapshot> checks, LoadShedLimit guard,
			WithdrawalRule rule, InstanceState instance, EvaluationTime time) {
		ProbeVerdict verdict = (instance.applicationLiveness() == ApplicationLiveness.BROKEN)
				? new ProbeVerdict(probe.name(), ProbeStatus.DOWN, List.of(VerdictReason.of(Cause.BROKEN)))
				: byChecks(probe, checks, guard, rule, time);
		return RestrainedLiveness.of(verdict, checks, instance.restraint(), time);
	}

	private static ProbeVerdict byChecks(Probe probe, Collection<CheckSnapshot> checks, LoadShedLimit guard,
			WithdrawalRule rule, EvaluationTime time) {
		List<VerdictReason> required = new ArrayList<>();
		List<VerdictReason> undecided = new ArrayList<>();
		List<VerdictReason> held = new ArrayList<>();
		List<VerdictReason> optional = new ArrayList<>();
		for (CheckSnapshot check : checks) {
			Criticality criticality = probe.criticalityOf(check);
			if (criticality == null || !criticality.counts()) {
				continue;
			}
			Cause cause = problemOf(probe, check, checks, time);
			if (cause == null) {
				continue;
			}
			if (cause == Cause.DEGRADED) {
				optional.add(new VerdictReason(cause, check.name(), criticality));
				continue;
			}
			Hold hold = (criticality == Criticality.REQUIRED) ? holdOf(probe, check, rule, time) : null;
			if (hold != null) {
				held.add(VerdictReason.held(check.name(), hold));
				continue;
			}
			LoadEffect effect = (criticality == Criticality.REQUIRED) ? guard.effectOf(check, time) : LoadEffect.ACTING;
			switch (effect) {
				case ACTING ->
					((criticality != Criticality.REQUIRED) ? optional : isUndecided(cause) ? undecided : required)
						.add(new VerdictReason(cause, check.name(), criticality));
				case DEFERRED -> optional.add(new VerdictReason(Cause.DEFERRED, check.name(), criticality));
				case FAILED_OPEN -> optional.add(new VerdictReason(Cause.FAILED_OPEN, check.name(), criticality));
			}
		}
		held.addAll(optional);
		ProbeStatus status = !required.isEmpty() ? ProbeStatus.DOWN : !undecided.isEmpty() ? ProbeStatus.OUT_OF_SERVICE
				: !held.isEmpty() ? ProbeStatus.DEGRADED : ProbeStatus.UP;
		required.addAll(undecided);
		required.addAll(held);
		return new ProbeVerdict(probe.name(), status, required);
	}

	/**
	 * Why a required check that has a problem does not withdraw the instance.
	 */
	static @Nullable Hold holdOf(Probe probe, CheckSnapshot check, WithdrawalRule rule, EvaluationTime time) {
		// only what is known to fail: of what has not been heard of nobody else knows
		// more
		boolean confirmed = check.kind() == CheckKind.DEPENDENCY && check.state() == CheckState.FAILING;
		Hold hold = (confirmed && probe.type() == ProbeType.READINESS) ? rule.holdOf(check) : null;
		return (hold != null && time.isBefore(hold.untilTick())) ? hold : null;
	}

	/**
	 * Not ready, but nothing is broken: nobody knows yet.
	 */
	private static boolean isUndecided(Cause cause) {
		return cause == Cause.UNKNOWN || cause == Cause.RESUMING;
	}

	/**
	 * What a probe holds against a check.
	 * @param checks all checks
	 */
	static @Nullable Cause problemOf(Probe probe, CheckSnapshot check, Collection<CheckSnapshot> checks,
			EvaluationTime time) {
		Cause condition = conditionOf(check, time);
		if (probe.type() != ProbeType.LIVENESS) {
			return condition;
		}
		// silence is no reason for a restart, and neither is an answer grown old
		boolean found = condition == Cause.FAILING && !time.isStale(check);
		return (found && !DependencyExcuse.covers(check, checks, time)) ? condition : null;
	}

	/**
	 * What is wrong with a check, whoever asks.
	 */
	static @Nullable Cause conditionOf(CheckSnapshot check, EvaluationTime time) {
		return switch (time.shown(check)) {
			case UNKNOWN -> time.isAwaited(check) ? Cause.RESUMING : Cause.UNKNOWN;
			case STALE -> time.isAwaited(check) ? Cause.RESUMING : Cause.STALE;
			case FAILING -> Cause.FAILING;
			case PASSING -> check.isDegraded() ? Cause.DEGRADED : null;
		};
	}

	private static ProbeVerdict starting(Probe probe, Collection<String> outstanding) {
		return new ProbeVerdict(probe.name(), ProbeStatus.OUT_OF_SERVICE,
				outstanding.stream().map((condition) -> new VerdictReason(Cause.STARTING, condition, null)).toList());
	}

	private static ProbeVerdict outOfService(Probe probe, Cause cause) {
		return new ProbeVerdict(probe.name(), ProbeStatus.OUT_OF_SERVICE, List.of(VerdictReason.of(cause)));
	}

	private static ProbeVerdict verdict(Probe probe, ProbeStatus status) {
		return new ProbeVerdict(probe.name(), status, List.of());
	}

}
