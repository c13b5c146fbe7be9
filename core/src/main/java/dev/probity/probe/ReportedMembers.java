package dev.probity.probe;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.Diagnosis;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.ProbeReport.Effect;
import dev.probity.probe.ProbeReport.Ending;
import dev.probity.probe.ProbeReport.Member;
import dev.probity.probe.ProbeReport.Streak;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

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
	 * @param monitor knows when each check runs next, and what has been found of its
	 * client
	 * @param time the one that it rests on
	 */
	static List<Member> of(Probe probe, Collection<CheckSnapshot> checks, LoadShedLimit guard, WithdrawalRule rule,
			CheckMonitor monitor, EvaluationTime time) {
		List<Member> members = new ArrayList<>();
		for (CheckSnapshot check : checks) {
			Criticality criticality = probe.criticalityOf(check);
			if (criticality != null && criticality.counts()) {
				members.add(diagnosed(member(check, criticality, effect(probe, check, checks, guard, rule, time),
						streak(check, monitor, time), time), monitor.diagnosis(check.name())));
			}
		}
		return members;
	}

	/**
	 * With what a connection beside the application's client has shown, if it is not
	 * well.
	 */
	private static Member diagnosed(Member member, @Nullable Diagnosis diagnosis) {
		return (diagnosis == null || member.condition() == null || !diagnosis.explainsMore()) ? member
				: new Member(member.name(), member.criticality(), member.condition(), member.effect(),
						diagnosis.sentence(), member.inState(), member.age(), member.streak());
	}

	private static Streak streak(CheckSnapshot check, CheckMonitor monitor, EvaluationTime time) {
		long now = time.now();
		Long workedAt = check.workedAt();
		boolean hung = check.timeouts() == check.failures() && decisive(check, time) instanceof CheckResult.TimedOut;
		return new Streak(check.failures(), hung ? Ending.TIMEOUT : Ending.RESULT,
				Math.max(0, check.policy().successThreshold() - check.successes()),
				(workedAt != null) ? Duration.ofNanos(Math.max(0, now - workedAt)) : null,
				monitor.untilNextRun(check.name(), now));
	}

	private static Member member(CheckSnapshot check, Criticality criticality, Effect effect, Streak streak,
			EvaluationTime time) {
		CheckResult result = decisive(check, time);
		return new Member(check.name(), criticality, ProbeEvaluator.conditionOf(check, time), effect,
				(result != null) ? result.reason() : null,
				Duration.ofNanos(Math.max(0, time.now() - check.sinceTick())), check.age(time.now()), streak);
	}

	/**
	 * The result that says why the check stands as it does: what works only in part says
	 * which part, whatever has come of the runs since.
	 */
	private static @Nullable CheckResult decisive(CheckSnapshot check, EvaluationTime time) {
		return (ProbeEvaluator.conditionOf(check, time) == Cause.DEGRADED) ? check.degradedBy() : check.lastResult();
	}

	private static Effect effect(Probe probe, CheckSnapshot check, Collection<CheckSnapshot> checks,
			LoadShedLimit guard, WithdrawalRule rule, EvaluationTime time) {
		if (ProbeEvaluator.problemOf(probe, check, checks, time) != null) {
			return (probe.criticalityOf(check) != Criticality.REQUIRED) ? Effect.FAILS
					: (ProbeEvaluator.holdOf(probe, check, rule, time) != null) ? Effect.HELD
							: switch (guard.effectOf(check, time)) {
								case ACTING -> Effect.FAILS;
								case DEFERRED -> Effect.DEFERRED;
								case FAILED_OPEN -> Effect.FAILS_OPEN;
							};
		}
		boolean excused = probe.type() == ProbeType.LIVENESS && !time.isStale(check)
				&& DependencyExcuse.covers(check, checks, time);
		return excused ? Effect.EXCUSED : Effect.PASSES;
	}

}
