package dev.probity.probe;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckSnapshot;
import dev.probity.engine.CheckMonitor;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.lifecycle.StartupState;
import dev.probity.lifecycle.StartupWatch;
import dev.probity.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * The probes of this instance and their verdicts at this moment. Every report of a
 * probe's status, over HTTP or otherwise, is evaluated here, so that no two can disagree.
 * An answer takes no lock, does no I/O and waits for nobody. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Probes {

	private static final LoadTerms UNLIMITED = new LoadTerms(Duration.ZERO, Duration.ofDays(36_500));

	private final Map<String, Probe> probes;

	private final CheckMonitor monitor;

	private final Instance instance;

	private final InstanceStart start;

	private final Verdicts verdicts;

	/**
	 * Make probes without further conditions for having come up. A check of load that
	 * fails counts as any other one does, at once and for as long as it fails.
	 * @param probes the probes
	 * @param monitor where the snapshots come from
	 * @param instance the instance
	 * @param ticker for the age of snapshots
	 */
	public Probes(Collection<Probe> probes, CheckMonitor monitor, Instance instance, Ticker ticker) {
		this(probes, monitor, new LoadShedLimit((check) -> UNLIMITED, 0), instance, List.of(), ticker);
	}

	/**
	 * Make probes that each failure of a required check withdraws.
	 * @param probes the probes
	 * @param monitor where the snapshots come from
	 * @param guard limits how long load withdraws readiness
	 * @param instance the instance
	 * @param startupConditions further conditions for having come up
	 * @param ticker for the age of snapshots
	 */
	public Probes(Collection<Probe> probes, CheckMonitor monitor, LoadShedLimit guard, Instance instance,
			Collection<? extends StartupCondition> startupConditions, Ticker ticker) {
		this(probes, monitor, guard, WithdrawalRule.ALWAYS, instance, startupConditions, ticker);
	}

	/**
	 * Make the probes.
	 * @param probes the probes; what is required for the readiness of the instance needs
	 * a first result before the instance has come up, what only a feature requires does
	 * not
	 * @param monitor where the snapshots come from
	 * @param guard limits how long load withdraws readiness
	 * @param rule knows which failures of dependencies do not withdraw the instance
	 * @param instance the instance
	 * @param startupConditions further conditions for having come up, which are asked by
	 * whoever asks a probe: those that are anything but quick have to be watched, see
	 * {@link StartupWatch}
	 * @param ticker for the age of snapshots
	 */
	public Probes(Collection<Probe> probes, CheckMonitor monitor, LoadShedLimit guard, WithdrawalRule rule,
			Instance instance, Collection<? extends StartupCondition> startupConditions, Ticker ticker) {
		this.probes = new LinkedHashMap<>();
		probes.forEach((probe) -> this.probes.put(probe.name(), probe));
		this.monitor = monitor;
		this.instance = instance;
		this.start = new InstanceStart(instance, startupConditions, probes, monitor);
		this.verdicts = new Verdicts(probes, monitor, guard, rule, this.start, ticker);
	}

	/**
	 * The probes in the order in which they were given.
	 * @return the probes
	 */
	public Collection<Probe> all() {
		return this.probes.values();
	}

	/**
	 * One probe.
	 * @param name its name
	 * @return the probe, or {@code null} if there is none of that name
	 */
	public @Nullable Probe probe(String name) {
		return this.probes.get(name);
	}

	/**
	 * What a check means to the instance as a whole, whatever it means to a feature.
	 * @param check the check
	 * @return the gravest that it means to a probe of the instance;
	 * {@link Criticality#OBSERVED} if it is a member of none
	 */
	public Criticality criticalityOf(CheckSnapshot check) {
		Criticality gravest = Criticality.OBSERVED;
		for (Probe probe : this.probes.values()) {
			Criticality criticality = (probe.scope() == ProbeScope.INSTANCE) ? probe.criticalityOf(check) : null;
			if (criticality != null && criticality.isAsGraveAs(gravest)) {
				gravest = criticality;
			}
		}
		return gravest;
	}

	/**
	 * The verdict of a probe now, to be told to whoever asks the probe.
	 * @param probe the probe
	 * @return the verdict
	 */
	public ProbeVerdict verdict(Probe probe) {
		return this.verdicts.answered(probe);
	}

	/**
	 * The current verdict of a probe, with all its checks.
	 * @param probe the probe
	 * @return the report
	 */
	public ProbeReport report(Probe probe) {
		return this.verdicts.answeredReport(probe);
	}

	/**
	 * What is known of a verdict of this moment, for those who watch a probe: this does
	 * not count as an answer, either.
	 */
	public ProbeReport report(Probe probe, ProbeVerdict verdict) {
		return this.verdicts.report(probe, verdict);
	}

	/**
	 * Have the reports tell how long a status has lasted.
	 * @param watch knows
	 */
	public void watchedBy(StatusWatch watch) {
		this.verdicts.watchedBy(watch);
	}

	/**
	 * One probe in a sentence, for callers that do not pass the answer on to a balancer:
	 * this does not count as an answer that the instance is ready.
	 * @param probe the probe
	 * @param visibility how much the sentence may tell
	 * @return the sentence
	 */
	public String summary(Probe probe, Visibility visibility) {
		return ProbeSentence.of(probe.type(), report(probe, evaluate(probe)), visibility);
	}

	/**
	 * The checks of a probe that count for it, whatever the instance is doing. Nobody is
	 * told that the instance is ready by this.
	 * @param probe the probe
	 * @return the checks, with what is held against each
	 */
	public List<ProbeReport.Member> members(Probe probe) {
		return this.verdicts.members(probe);
	}

	/**
	 * The current verdict of a probe for callers that do not pass it on to a balancer:
	 * unlike {@link #verdict}, this does not count as an answer that the instance is
	 * ready.
	 * @param probe the probe
	 * @return the verdict
	 */
	public ProbeVerdict evaluate(Probe probe) {
		return this.verdicts.now(probe);
	}

	/**
	 * Whether a readiness probe has been ready by its checks, and not only because an
	 * operator said so. A failure never withdraws less of one that has not.
	 * @param probe the probe
	 * @return whether it has; once {@code true}, it stays {@code true}
	 */
	public boolean hasBeenReady(Probe probe) {
		return this.verdicts.hasBeenReady(probe);
	}

	/**
	 * Wait until the changes of checks that can be seen have been handed to listeners.
	 */
	public void settle() {
		this.monitor.settle();
	}

	/**
	 * Whether a readiness probe has ever answered that the instance is ready. If this is
	 * still {@code false} after the lame duck has begun, it stays {@code false}.
	 * @return whether anybody has
	 */
	public boolean hasSaidReady() {
		return this.verdicts.hasSaidReady();
	}

	/**
	 * The instance's phase now.
	 * @return the phase
	 */
	public LifecyclePhase phase() {
		return this.start.state().phase();
	}

	/**
	 * Whether readiness is withdrawn permanently for the shutdown. During a lame duck
	 * that keeps readiness it is not yet.
	 * @return whether it does
	 */
	public boolean isWithdrawn() {
		return this.instance.state().isWithdrawn();
	}

	/**
	 * Whether the instance is started.
	 * @return whether it is; once {@code true}, it stays {@code true}
	 */
	public boolean hasCompletedStartup() {
		return this.start.state().startup() == StartupState.COMPLETE;
	}

	/**
	 * What the start of the instance waits for now.
	 * @return the conditions that are not met; empty once it has come up
	 */
	public List<OutstandingCondition> outstanding() {
		return this.start.outstanding(this.start.state());
	}

}
