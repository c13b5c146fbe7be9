package dev.probity.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.ProbeReport.Member;

/**
 * Describes each check that can change a verdict, for a report.
 */
final class ReportedMembers {

	private ReportedMembers() {
	}

	/**
	 * The members of a probe.
	 * @param checks the checks that the verdict rests on
	 * @param guard knows which checks of load have had their time
	 * @param rule knows which failures do not withdraw the instance
	 * @param moment the one that it rests on
	 */
	static List<Member> of(Probe probe, Collection<CheckSnapshot> checks, LoadShedLimit guard, WithdrawalRule rule,
			Moment moment) {
		List<Member> members = new ArrayList<>();
		for (CheckSnapshot check : checks) {
			Criticality criticality = probe.criticalityOf(check);
			if (criticality != null && criticality.counts()) {
				members.add(member(check, criticality, effect(probe, check, checks, guard, rule, moment), moment));
			}
		}
		return members;
	}

	private static Member member(CheckSnapshot check, Criticality criticality, Effect effect, Moment moment) {
		CheckResult result = check.lastResult();
		return new Member(check.name(), criticality, ProbeEvaluator.conditionOf(check, moment), effect,
				(result != null) ? result.reason() : null,
				Duration.ofNanos(Math.max(0, moment.now() - check.sinceTick())), check.age(moment.now()));
	}

	private static Effect effect(Probe probe, CheckSnapshot check, Collection<CheckSnapshot> checks,
			LoadShedLimit guard, WithdrawalRule rule, Moment moment) {
		if (ProbeEvaluator.problemOf(probe, check, checks, moment) != null) {
			return (probe.criticalityOf(check) != Criticality.REQUIRED) ? Effect.FAILS
					: (ProbeEvaluator.holdOf(probe, check, rule, moment) != null) ? Effect.HELD
							: switch (guard.effectOf(check, moment)) {
								case ACTING -> Effect.FAILS;
								case DEFERRED -> Effect.DEFERRED;
								case FAILED_OPEN -> Effect.FAILS_OPEN;
							};
		}
		boolean excused = probe.type() == ProbeType.LIVENESS && !moment.isStale(check)
				&& DependencyExcuse.covers(check, checks, moment);
		return excused ? Effect.EXCUSED : Effect.PASSES;
	}

}
