package dev.probity.probe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckSnapshot;
import dev.probity.lifecycle.LivenessHold;
import dev.probity.lifecycle.RestartPause;
import dev.probity.lifecycle.RestartRestraint;
import dev.probity.probe.VerdictReason.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Keeps liveness from asking for a restart that has been shown not to help, or that an
 * operator does not want now. The first makes it DEGRADED, so that it is seen; the second
 * leaves the verdict as it is.
 */
final class RestrainedLiveness {

	private RestrainedLiveness() {
	}

	/**
	 * What becomes of a verdict.
	 * @param verdict that of liveness
	 * @param checks the checks that it rests on
	 */
	static ProbeVerdict of(ProbeVerdict verdict, Collection<CheckSnapshot> checks, RestartRestraint restraint,
			EvaluationTime time) {
		if (restraint == RestartRestraint.NONE) {
			return verdict;
		}
		ProbeVerdict paused = verdict.status().passes() ? verdict : paused(verdict, checks, restraint.pauses(), time);
		LivenessHold hold = restraint.hold();
		return (hold != null && time.isBefore(hold.endTick()))
				? new ProbeVerdict(paused.probe(), paused.status(), paused.reasons(), hold) : paused;
	}

	private static ProbeVerdict paused(ProbeVerdict verdict, Collection<CheckSnapshot> checks,
			Map<String, RestartPause> pauses, EvaluationTime time) {
		List<VerdictReason> acting = new ArrayList<>();
		List<VerdictReason> pausing = new ArrayList<>();
		List<VerdictReason> others = new ArrayList<>();
		for (VerdictReason reason : verdict.reasons()) {
			boolean fails = reason.criticality() == Criticality.REQUIRED && reason.cause() == Cause.FAILING;
			RestartPause pause = fails ? pauseOf(reason.subject(), checks, pauses, time) : null;
			if (pause != null) {
				pausing.add(new VerdictReason(Cause.RESTART_PAUSED, reason.subject(), reason.criticality(), null, null,
						pause));
			}
			else {
				(fails || reason.cause() == Cause.BROKEN ? acting : others).add(reason);
			}
		}
		if (pausing.isEmpty()) {
			return verdict;
		}
		ProbeStatus status = acting.isEmpty() ? ProbeStatus.DEGRADED : verdict.status();
		acting.addAll(pausing);
		acting.addAll(others);
		return new ProbeVerdict(verdict.probe(), status, acting);
	}

	private static @Nullable RestartPause pauseOf(@Nullable String name, Collection<CheckSnapshot> checks,
			Map<String, RestartPause> pauses, EvaluationTime time) {
		RestartPause pause = (name != null) ? pauses.get(name) : null;
		if (pause == null) {
			return null;
		}
		return checks.stream()
			.filter((check) -> check.name().equals(name) && time.isBefore(pause.endTick(check.sinceTick())))
			.findFirst()
			.map((check) -> pause)
			.orElse(null);
	}

}
