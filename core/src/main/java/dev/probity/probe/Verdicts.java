package dev.probity.probe;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.InstanceState;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.StartupState;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the verdicts of probes, and keeps each until something has changed that it
 * rests on. Takes no lock, does no I/O and waits for nobody. Thread-safe.
 */
final class Verdicts {

	private final CheckMonitor monitor;

	private final LoadShedLimit guard;

	private final EarnedReadiness earned;

	private final InstanceStart start;

	private final Ticker ticker;

	// by identity, since a caller may ask for a probe that it has made itself
	private final Map<Probe, VerdictCache> kept = new IdentityHashMap<>();

	private volatile StatusWatch watch = (verdict) -> null;

	// only ever becomes true
	private volatile boolean saidReady;

	Verdicts(Collection<Probe> probes, CheckMonitor monitor, LoadShedLimit guard, WithdrawalRule rule,
			InstanceStart start, Ticker ticker) {
		this.monitor = monitor;
		this.guard = guard;
		this.earned = new EarnedReadiness(rule);
		this.start = start;
		this.ticker = ticker;
		probes.forEach((probe) -> this.kept.put(probe, new VerdictCache()));
	}

	/**
	 * Have the reports tell how long a status has lasted.
	 * @param watch knows
	 */
	void watchedBy(StatusWatch watch) {
		this.watch = watch;
	}

	/**
	 * Whether a readiness probe has been ready by its checks.
	 */
	boolean hasBeenReady(Probe probe) {
		return this.earned.isOf(probe);
	}

	/**
	 * The verdict of a probe now, to be told to whoever asks the probe.
	 */
	ProbeVerdict answered(Probe probe) {
		ProbeVerdict verdict = now(probe);
		return isFirstReady(probe, verdict) ? now(probe) : verdict;
	}

	/**
	 * The same with all checks of the probe.
	 */
	ProbeReport answeredReport(Probe probe) {
		ProbeReport report = report(probe);
		return isFirstReady(probe, report.verdict()) ? report(probe) : report;
	}

	boolean hasSaidReady() {
		return this.saidReady;
	}

	/**
	 * Whether this is the first answer that the instance is ready. A lame duck that has
	 * begun meanwhile may have read that there was none yet, so the verdict is evaluated
	 * once more after the answer has been recorded.
	 */
	private boolean isFirstReady(Probe probe, ProbeVerdict verdict) {
		if (this.saidReady || probe.type() != ProbeType.READINESS || !verdict.status().passes()) {
			return false;
		}
		this.saidReady = true;
		return true;
	}

	/**
	 * The verdict of a probe now.
	 */
	ProbeVerdict now(Probe probe) {
		// the state first: what has completed the start is then among the checks
		InstanceState state = this.start.stateFor(probe);
		VerdictCache kept = (state.startup() == StartupState.COMPLETE) ? this.kept.get(probe) : null;
		// neither ever gets less, so that the sum changes with each
		long changes = this.monitor.stateChanges() + this.earned.revision();
		ProbeVerdict verdict = (kept != null) ? kept.get(state, changes, this.ticker.read()) : null;
		if (verdict == null) {
			Reading reading = read(probe, state);
			verdict = evaluate(probe, reading);
			if (kept != null) {
				kept.keep(verdict, state, changes, reading.time());
			}
		}
		return verdict;
	}

	private ProbeReport report(Probe probe) {
		Reading reading = read(probe, this.start.stateFor(probe));
		return report(probe, evaluate(probe, reading), reading);
	}

	/**
	 * What is known of a verdict of this moment.
	 */
	ProbeReport report(Probe probe, ProbeVerdict verdict) {
		return report(probe, verdict, read(probe, this.start.stateFor(probe)));
	}

	private ProbeReport report(Probe probe, ProbeVerdict verdict, Reading reading) {
		return new ProbeReport(verdict, members(probe, reading.checks(), reading.time()), reading.outstanding(),
				this.watch.lasted(verdict));
	}

	/**
	 * The checks of a probe that count for it, whatever the instance is doing.
	 */
	List<ProbeReport.Member> members(Probe probe) {
		return members(probe, this.monitor.snapshots().values(),
				new EvaluationTime(this.ticker.read(), this.start.suspension()));
	}

	private List<ProbeReport.Member> members(Probe probe, Collection<CheckSnapshot> checks, EvaluationTime time) {
		return ReportedMembers.of(probe, checks, this.guard, this.earned.ruleFor(probe), this.monitor, time);
	}

	private ProbeVerdict evaluate(Probe probe, Reading reading) {
		ProbeVerdict verdict = ProbeEvaluator.evaluate(probe, reading.checks(), this.guard, this.earned.ruleFor(probe),
				reading.state(), reading.outstanding().stream().map(OutstandingCondition::description).toList(),
				reading.time());
		if (this.kept.containsKey(probe)) {
			this.earned.note(probe, verdict);
		}
		return verdict;
	}

	private Reading read(Probe probe, InstanceState state) {
		return new Reading(state, this.start.outstandingFor(probe, state), this.monitor.snapshots().values(),
				new EvaluationTime(this.ticker.read(), state.suspension()));
	}

	/**
	 * All that an answer rests on.
	 */
	private record Reading(InstanceState state, List<OutstandingCondition> outstanding,
			Collection<CheckSnapshot> checks, EvaluationTime time) {

	}

}
