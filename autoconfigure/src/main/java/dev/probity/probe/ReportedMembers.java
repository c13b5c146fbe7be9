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
 * Each check that can change a verdict, as a report shows it.
 */
final class ReportedMembers {

	private ReportedMembers() {
	}

	/**
	 * The members of a probe.
	 * @param checks the checks that the verdict rests on
	 * @param now reading of the ticker that it rests on
	 */
	static List<Member> of(Probe probe, Collection<CheckSnapshot> checks, long now) {
		List<Member> members = new ArrayList<>();
		for (CheckSnapshot check : checks) {
			Criticality criticality = probe.criticalityOf(check);
			if (criticality != null && ProbeEvaluator.counts(criticality)) {
				members.add(member(probe, check, criticality, now));
			}
		}
		return members;
	}

	private static Member member(Probe probe, CheckSnapshot check, Criticality criticality, long now) {
		Effect effect = (ProbeEvaluator.problemOf(probe, check, now) != null) ? Effect.FAILS : Effect.PASSES;
		CheckResult result = check.lastResult();
		return new Member(check.name(), criticality, ProbeEvaluator.conditionOf(check, now), effect,
				(result != null) ? result.reason() : null, Duration.ofNanos(Math.max(0, now - check.sinceTick())),
				check.age(now));
	}

}
