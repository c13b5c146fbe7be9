package dev.probity.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.probe.ReadinessOverride.Mode;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What snapshots, instance and time make of a probe. Pure: no I/O, no lock, no clock. It
 * is the only place that decides.
 */
final class ProbeEvaluator {

	private ProbeEvaluator() {
	}

	/**
	 * The verdict of a probe.
	 * @param guard knows which checks of load have had their time
	 * @param outstanding startup conditions that are not met, for the reasons only
	 * @param now reading of the ticker
	 */
	static ProbeVerdict evaluate(Probe probe, Collection<CheckSnapshot> checks, LoadGuard guard, InstanceState instance,
			Collection<String> outstanding, long now) {
		return switch (probe.type()) {
			case STARTUP -> (instance.startup() == StartupState.COMPLETE) ? verdict(probe, ProbeStatus.UP)
					: starting(probe, outstanding);
			case LIVENESS -> liveness(probe, checks, guard, instance, now);
			case READINESS -> readiness(probe, checks, guard, instance, outstanding, now);
		};
	}

	private static ProbeVerdict readiness(Probe probe, Collection<CheckSnapshot> checks, LoadGuard guard,
			InstanceState instance, Collection<String> outstanding, long now) {
		if (instance.phase() == LifecyclePhase.STOPPED) {
			return outOfService(probe, Cause.STOPPED);
		}
		if (instance.phase() == LifecyclePhase.LAME_DUCK
				&& instance.lameDuckReadiness() == LameDuckReadiness.WITHDRAWN) {
			return outOfService(probe, Cause.LAME_DUCK);
		}
		ReadinessOverride override = instance.override().at(now);
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
		return byChecks(probe, checks, guard, now);
	}

	private static ProbeVerdict liveness(Probe probe, Collection<CheckSnapshot> checks, LoadGuard guard,
			InstanceState instance, long now) {
		if (instance.applicationLiveness() == ApplicationLiveness.BROKEN) {
			return new ProbeVerdict(probe.name(), ProbeStatus.DOWN, List.of(VerdictReason.of(Cause.BROKEN)));
		}
		return byChecks(probe, checks, guard, now);
	}

	private static ProbeVerdict byChecks(Probe probe, Collection<CheckSnapshot> checks, LoadGuard guard, long now) {
		List<VerdictReason> required = new ArrayList<>();
		List<VerdictReason> optional = new ArrayList<>();
		for (CheckSnapshot check : checks) {
			Criticality criticality = probe.criticalityOf(check);
			Cause cause = counts(criticality) ? problemOf(probe, check, checks, now) : null;
			if (cause == null) {
				continue;
			}
			LoadEffect effect = (criticality == Criticality.REQUIRED) ? guard.effectOf(check, now) : LoadEffect.ACTING;
			switch (effect) {
				case ACTING -> ((criticality == Criticality.REQUIRED) ? required : optional)
					.add(new VerdictReason(cause, check.name(), criticality));
				case DEFERRED -> optional.add(new VerdictReason(Cause.DEFERRED, check.name(), criticality));
				case FAILED_OPEN -> optional.add(new VerdictReason(Cause.FAILED_OPEN, check.name(), criticality));
			}
		}
		ProbeStatus status = !required.isEmpty() ? ProbeStatus.DOWN
				: !optional.isEmpty() ? ProbeStatus.DEGRADED : ProbeStatus.UP;
		required.addAll(optional);
		return new ProbeVerdict(probe.name(), status, required);
	}

	/**
	 * Whether a check can change a verdict.
	 */
	static boolean counts(@Nullable Criticality criticality) {
		return criticality == Criticality.REQUIRED || criticality == Criticality.OPTIONAL;
	}

	/**
	 * What a probe holds against a check.
	 * @param checks all checks
	 */
	static @Nullable Cause problemOf(Probe probe, CheckSnapshot check, Collection<CheckSnapshot> checks, long now) {
		Cause condition = conditionOf(check, now);
		if (probe.type() != ProbeType.LIVENESS) {
			return condition;
		}
		// silence is no reason for a restart, and neither is an answer grown old
		boolean found = condition == Cause.FAILING && !check.isStale(now);
		return (found && !DependencyExcuse.covers(check, checks, now)) ? condition : null;
	}

	/**
	 * What is wrong with a check, whoever asks.
	 */
	static @Nullable Cause conditionOf(CheckSnapshot check, long now) {
		return switch (check.state()) {
			case UNKNOWN -> Cause.UNKNOWN;
			case FAILING -> Cause.FAILING;
			case PASSING -> check.isStale(now) ? Cause.STALE : null;
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
