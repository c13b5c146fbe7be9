package dev.probity.engine;

import java.time.Duration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult.Degraded;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.CheckResult.TimedOut;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import org.jspecify.annotations.Nullable;

/**
 * Computes the next snapshot from a result. Pure.
 * <p>
 * From UNKNOWN one success decides. Everything else takes results in a row: the opposite
 * result begins the count anew. An inconclusive one is ignored: it changes neither state
 * nor streak.
 */
public final class CheckStateMachine {

	private CheckStateMachine() {
	}

	public static CheckSnapshot next(CheckSnapshot before, CompletedRun run) {
		if (run.result() instanceof Inconclusive inconclusive) {
			Long seenAt = evidence(run, inconclusive);
			long knownAt = (seenAt != null && seenAt - before.knownAt() > 0) ? seenAt : before.knownAt();
			return with(before, run, before.state(), before.failures(), before.successes(), knownAt,
					later(before.workedAt(), seenAt));
		}
		boolean passed = passed(run);
		int failures = passed ? 0 : before.failures() + 1;
		int successes = passed ? before.successes() + 1 : 0;
		CheckState state = state(before, failures, successes);
		// a failure that is not confirmed yet does not make an old OK fresh
		boolean renewed = passed || state != CheckState.PASSING || !before.isStale(run.endedAt());
		return with(before, run, state, failures, successes, renewed ? run.startedAt() : before.knownAt(),
				passed ? Long.valueOf(run.endedAt()) : before.workedAt());
	}

	private static boolean passed(CompletedRun run) {
		return run.result() instanceof Passed || run.result() instanceof Degraded;
	}

	private static CheckState state(CheckSnapshot before, int failures, int successes) {
		int enough = (before.state() == CheckState.FAILING) ? before.policy().successThreshold() : 1;
		if (successes >= enough) {
			return CheckState.PASSING;
		}
		return (failures >= before.policy().failureThreshold()) ? CheckState.FAILING : before.state();
	}

	private static @Nullable Long evidence(CompletedRun run, Inconclusive inconclusive) {
		Duration age = inconclusive.evidenceAge();
		return (age == null || age.compareTo(CheckPolicy.LONGEST) > 0) ? null
				: Long.valueOf(run.endedAt() - age.toNanos());
	}

	private static @Nullable Long later(@Nullable Long known, @Nullable Long seenAt) {
		return (known == null || seenAt != null && seenAt - known > 0) ? seenAt : known;
	}

	private static CheckSnapshot with(CheckSnapshot before, CompletedRun run, CheckState state, int failures,
			int successes, long knownAt, @Nullable Long workedAt) {
		boolean entered = state != before.state();
		Duration duration = Duration.ofNanos(run.endedAt() - run.startedAt());
		return new CheckSnapshot(before.name(), before.kind(), before.policy(), state, failures, successes,
				new CheckSnapshot.LastRun(run.result(), duration, run.at()), knownAt,
				entered ? run.endedAt() : before.sinceTick(), entered ? run.at() : before.since(),
				passed(run) ? Long.valueOf(run.endedAt()) : before.passedAt(), workedAt, timeouts(before, run),
				degradedBy(before, run, state));
	}

	private static int timeouts(CheckSnapshot before, CompletedRun run) {
		return (run.result() instanceof Inconclusive) ? before.timeouts()
				: (run.result() instanceof TimedOut) ? before.timeouts() + 1 : 0;
	}

	private static @Nullable Degraded degradedBy(CheckSnapshot before, CompletedRun run, CheckState state) {
		if (state != CheckState.PASSING) {
			return null;
		}
		return passed(run) ? (run.result() instanceof Degraded part) ? part : null : before.degradedBy();
	}

}
