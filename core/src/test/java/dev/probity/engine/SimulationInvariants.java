package dev.probity.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckKind;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.CheckResult.TimedOut;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.SimulatedCheck.Weather;
import dev.probity.engine.SimulatedCheckHistory.Bounds;

/**
 * What has to hold of scheduler and monitor, whatever the world does. The world knows of
 * its own accord what was asked when and what came back.
 */
final class SimulationInvariants {

	private final Simulation world;

	private final Map<String, SimulatedCheckHistory> histories = new HashMap<>();

	private final Map<String, Deque<CheckChange>> told = new HashMap<>();

	private final Map<String, Integer> inside = new HashMap<>();

	private RuntimeException violation;

	SimulationInvariants(Simulation world) {
		this.world = world;
	}

	private void hold(String invariant, boolean condition, String check) {
		if (!condition && this.violation == null) {
			SimulatedCheckHistory history = history(check);
			this.violation = new ViolatedInvariantException(invariant,
					"%s at %.6fs: %s".formatted(check, this.world.now() / 1e9, history));
		}
		// thrown on the simulation's own thread only: a check may throw what it likes
		if (this.violation != null && Coroutine.current() == null) {
			throw this.violation;
		}
	}

	private SimulatedCheckHistory history(String check) {
		return this.histories.computeIfAbsent(check, (name) -> new SimulatedCheckHistory());
	}

	// what the world does

	void begun(String check) {
		history(check).begin(this.world.now());
	}

	void resumed(String check) {
		history(check).resume(this.world.now());
	}

	void suspended(String check) {
		history(check).foulSince = SimulatedRun.NOT_YET;
	}

	void ended(String check) {
		history(check).end();
	}

	long limit(SimulatedCheck check) {
		return history(check.name).limit(check.policy, this.world.now());
	}

	int generation(String check) {
		return history(check).generation;
	}

	void changing(SimulatedCheck check, Weather next) {
		SimulatedCheckHistory history = history(check.name);
		CheckSnapshot seen = this.world.monitor.snapshot(check.name);
		boolean healthy = seen != null && seen.state() == CheckState.PASSING && seen.failures() == 0;
		boolean breaks = check.weather == Weather.FAIR && next == Weather.FOUL && this.world.isRunning() && healthy;
		history.foulSince = breaks ? this.world.now() : SimulatedRun.NOT_YET;
	}

	void starting(SimulatedCheck check) {
		SimulatedCheckHistory history = history(check.name);
		neverMoreThanTwoWorkersPerCheck(check);
		hold("nothingStartsWhilePausedOrRemoved", this.world.isRunning() && this.world.registered.contains(check.name),
				check.name);
		noRunComesTooEarly(check, history);
		history.refusedAt = SimulatedRun.NOT_YET;
		if (history.askedSince == SimulatedRun.NOT_YET) {
			history.askedSince = this.world.now();
		}
	}

	void refused(SimulatedCheck check) {
		history(check.name).refusedAt = this.world.now();
		if (check.kind != CheckKind.DEPENDENCY) {
			// it could not be asked, which says nothing of it
			history(check.name).foulSince = SimulatedRun.NOT_YET;
		}
	}

	void entered(SimulatedRun run) {
		neverMoreThanTwoRunsOfOneCheckAtOnce(run);
		hold("nothingIsEnteredOnceItIsRemoved",
				this.world.registered.contains(run.check)
						&& (generation(run.check) == run.generation || !this.world.isUndisturbedSince(run.startedAt)
								|| run.enteredAt - run.startedAt <= patience()),
				run.check);
	}

	void left(SimulatedRun run) {
		this.inside.merge(run.check, -1, Integer::sum);
	}

	void told(CheckChange transition) {
		hold("everyTransitionCanBeReadWhenItIsTold",
				this.world.monitor.snapshot(transition.check()) == transition.after(), transition.check());
		this.told.computeIfAbsent(transition.check(), (name) -> new ArrayDeque<>()).add(transition);
	}

	// what is seen of the engine

	void observe() {
		for (SimulatedCheck check : this.world.checks.values()) {
			SimulatedCheckHistory history = history(check.name);
			CheckSnapshot seen = this.world.monitor.snapshot(check.name);
			hold("whatIsRegisteredCanBeRead", (seen != null) == this.world.registered.contains(check.name), check.name);
			if (seen != null && seen != history.seen) {
				everyTransitionIsToldOnceAndInOrder(check.name, history.seen, seen);
				if (seen.lastRun() == null) {
					history.results.setLength(0);
				}
				else {
					aLateResultIsDiscarded(check, history, seen);
					theAgeCountsFromTheStart(check, history, seen);
					history.add(seen.lastRun().result(), check.run, this.world.now());
				}
				history.seen = seen;
				theStateIsTheFoldOfTheResults(check, history, seen);
			}
			hold("everyTransitionIsToldOnceAndInOrder", toldOf(check.name).isEmpty(), check.name);
		}
	}

	private Deque<CheckChange> toldOf(String check) {
		return this.told.computeIfAbsent(check, (name) -> new ArrayDeque<>());
	}

	void holdAtAnyMoment() {
		for (SimulatedCheck check : this.world.checks.values()) {
			CheckSnapshot seen = this.world.monitor.snapshot(check.name);
			if (seen != null && this.world.isRunning()) {
				SimulatedCheckHistory history = history(check.name);
				detectionIsNeverLaterThanTheWorstCase(check, history, seen);
				aHungCheckDelaysNoOther(check, history);
				noRunWaitsForAnotherForMoreThanAFewMilliseconds(check);
				aStuckRunCountsOneMoreFailurePerRetryAndTimeout(check, history);
				besideOneThatIsStuckForLongAnotherIsTried(check, history);
			}
		}
		hold("", true, "");
	}

	// the invariants

	private void neverMoreThanTwoRunsOfOneCheckAtOnce(SimulatedRun run) {
		int now = this.inside.merge(run.check, 1, Integer::sum);
		hold("neverMoreThanTwoRunsOfOneCheckAtOnce", now <= 2, run.check);
	}

	/** Those that have not come to it yet included. */
	private void neverMoreThanTwoWorkersPerCheck(SimulatedCheck check) {
		List<SimulatedRun> open = this.world.open(check);
		hold("neverMoreThanTwoWorkersPerCheck", open.size() <= 1, check.name);
		hold("oneFlightUnlessTheOtherIsStuckForLong", open.stream().allMatch((run) -> isStuckForLong(check, run)),
				check.name);
	}

	private boolean isStuckForLong(SimulatedCheck check, SimulatedRun run) {
		long patience = Flight.PATIENCE * (check.policy.timeout().plus(check.policy.retryInterval()).toNanos());
		return run.timeouts >= Flight.PATIENCE
				|| (run.leftAt != SimulatedRun.NOT_YET && this.world.now() - run.leftAt >= patience);
	}

	private void besideOneThatIsStuckForLongAnotherIsTried(SimulatedCheck check, SimulatedCheckHistory history) {
		SimulatedRun run = check.run;
		if (run == null || !run.isInside() || run.leftAt != SimulatedRun.NOT_YET
				|| history.refusedAt != SimulatedRun.NOT_YET || !this.world.isUndisturbedSince(run.enteredAt)) {
			return;
		}
		hold("besideOneThatIsStuckForLongAnotherIsTried",
				this.world.open(check).size() == 2 || run.timeouts < Flight.PATIENCE + (run.waited ? 1 : 0)
						|| this.world.now() <= run.timedOutAt + check.policy.retryInterval().toNanos(),
				check.name);
	}

	private void noRunComesTooEarly(SimulatedCheck check, SimulatedCheckHistory history) {
		hold("noRunComesTooEarly", this.world.now() >= Bounds.earliest(check, history), check.name);
	}

	private void aHungCheckDelaysNoOther(SimulatedCheck check, SimulatedCheckHistory history) {
		boolean occupied = check.run != null && !check.run.hasEnded();
		if (!occupied && this.world.isUndisturbedSince(Bounds.reference(check, history))) {
			hold("aHungCheckDelaysNoOther", this.world.now() <= Bounds.latest(check, history) + Simulation.STEP,
					check.name);
		}
	}

	/**
	 * Nor does one that follows several that block, each of which has to be found out.
	 */
	private long patience() {
		return Simulation.TURN * this.world.checks.size();
	}

	private void noRunWaitsForAnotherForMoreThanAFewMilliseconds(SimulatedCheck check) {
		SimulatedRun run = check.run;
		if (run != null && run.enteredAt == SimulatedRun.NOT_YET && !run.hasEnded()
				&& this.world.isUndisturbedSince(run.startedAt) && this.world.hasHadWorkersSince(run.startedAt)) {
			hold("noRunWaitsForAnotherForMoreThanAFewMilliseconds", this.world.now() - run.startedAt <= patience(),
					check.name);
		}
	}

	private void detectionIsNeverLaterThanTheWorstCase(SimulatedCheck check, SimulatedCheckHistory history,
			CheckSnapshot seen) {
		if (history.foulSince == SimulatedRun.NOT_YET || !this.world.isUndisturbedSince(history.foulSince)) {
			return;
		}
		long allowance = Simulation.STEP * (check.policy.failureThreshold() + 1);
		long latest = history.foulSince + check.policy.worstCaseDetection().toNanos() + allowance;
		hold("detectionIsNeverLaterThanTheWorstCase", this.world.now() <= latest || seen.state() == CheckState.FAILING,
				check.name);
	}

	private void aStuckRunCountsOneMoreFailurePerRetryAndTimeout(SimulatedCheck check, SimulatedCheckHistory history) {
		SimulatedRun run = check.run;
		if (run == null || !run.isInside() || run.generation != history.generation
				|| history.refusedAt != SimulatedRun.NOT_YET || !this.world.isUndisturbedSince(run.enteredAt)) {
			return;
		}
		long again = check.policy.timeout().plus(check.policy.retryInterval()).toNanos();
		long overdue = this.world.now() - run.enteredAt - run.limit;
		long expected = (overdue < 0) ? 0 : 1 + overdue / again;
		hold("aStuckRunCountsOneMoreFailurePerRetryAndTimeout",
				run.timeouts >= expected && run.timeouts <= expected + (run.waited ? 1 : 0), check.name);
	}

	private void aLateResultIsDiscarded(SimulatedCheck check, SimulatedCheckHistory history, CheckSnapshot seen) {
		SimulatedRun run = check.run;
		CheckResult result = seen.lastRun().result();
		if (result instanceof TimedOut) {
			hold("onlyWhatIsLateTimesOut", run != null && run.generation == history.generation
					&& (run.waited || this.world.now() - run.enteredAt >= run.limit), check.name);
			aDeadlineThatTheSchedulerMissedIsNotCounted(check, run);
			anAttemptThatIsInsideCountsOnce(check, run);
		}
		else if (!isForWantOfAThread(check, history, result)) {
			hold("aLateResultIsDiscarded", run != null && run.hasEnded() && run.generation == history.generation
					&& (run.endedAt - run.enteredAt < run.limit || !this.world.isUndisturbedSince(run.enteredAt)),
					check.name);
		}
	}

	private void anAttemptThatIsInsideCountsOnce(SimulatedCheck check, SimulatedRun run) {
		long again = check.policy.timeout().plus(check.policy.retryInterval()).toNanos();
		hold("anAttemptThatIsInsideCountsOnce", run.timeouts == 0 || this.world.now() - run.timedOutAt >= again
				|| !this.world.isUndisturbedSince(run.enteredAt), check.name);
	}

	private boolean isForWantOfAThread(SimulatedCheck check, SimulatedCheckHistory history, CheckResult result) {
		boolean refusal = (check.kind == CheckKind.VITAL) ? result instanceof Inconclusive : result instanceof Failed;
		return refusal && history.refusedAt == this.world.now();
	}

	private void aDeadlineThatTheSchedulerMissedIsNotCounted(SimulatedCheck check, SimulatedRun run) {
		hold("aDeadlineThatTheSchedulerMissedIsNotCounted",
				run.waited || run.timeouts > 0 || !this.world.isSchedulerLateFor(run.enteredAt + run.limit),
				check.name);
	}

	private void theAgeCountsFromTheStart(SimulatedCheck check, SimulatedCheckHistory history, CheckSnapshot seen) {
		CheckResult result = seen.lastRun().result();
		if (result instanceof Passed) {
			hold("theAgeCountsFromTheStart", seen.knownAt() == this.world.reading(check.run.enteredAt), check.name);
		}
		else if (result instanceof Inconclusive fog && !isForWantOfAThread(check, history, result)) {
			long evidence = (fog.evidenceAge() != null)
					? this.world.reading(check.run.endedAt) - fog.evidenceAge().toNanos() : history.seen.knownAt();
			hold("evidenceMayOnlyMakeYounger",
					seen.knownAt() - history.seen.knownAt() == Math.max(0, evidence - history.seen.knownAt()),
					check.name);
		}
	}

	private void theStateIsTheFoldOfTheResults(SimulatedCheck check, SimulatedCheckHistory history,
			CheckSnapshot seen) {
		String results = history.results.toString();
		hold("theStateIsTheFoldOfTheResults",
				seen.state() == ReferenceModel.state(results, check.policy.failureThreshold(),
						check.policy.successThreshold()) && seen.failures() == ReferenceModel.streak('F', results)
						&& seen.successes() == ReferenceModel.streak('P', results),
				check.name);
	}

	private void everyTransitionIsToldOnceAndInOrder(String check, CheckSnapshot before, CheckSnapshot after) {
		if (before != null && before.state() != after.state()) {
			CheckChange next = toldOf(check).poll();
			hold("everyTransitionIsToldOnceAndInOrder",
					next != null && next.before() == before && next.after() == after, check);
		}
	}

	static final class ViolatedInvariantException extends RuntimeException {

		ViolatedInvariantException(String invariant, String message) {
			super("invariant '%s' does not hold of %s".formatted(invariant, message));
		}

	}

}
