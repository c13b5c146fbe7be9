package dev.probity.metrics;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.ShownState;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.time.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one check in one registry. Gauges read the check's snapshot, and are not
 * a number once there is no such check.
 */
final class CheckMeters {

	private final String check;

	private final Criticality criticality;

	private final CheckMonitor monitor;

	private final Ticker ticker;

	private final MeterRegistry registry;

	// a filter may have made the same meter of those of several checks
	private final Set<Meter> meters = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Map<CheckState, Counter> transitions = new EnumMap<>(CheckState.class);

	private final Map<RunOutcome, Timer> durations = new EnumMap<>(RunOutcome.class);

	private final Counter timeouts;

	private final Counter skipped;

	private @Nullable Probes holding;

	private boolean diagnosed;

	CheckMeters(String check, Criticality criticality, CheckMonitor monitor, Ticker ticker, MeterRegistry registry) {
		this.check = check;
		this.criticality = criticality;
		this.monitor = monitor;
		this.ticker = ticker;
		this.registry = registry;
		readSnapshot();
		for (CheckState state : CheckState.values()) {
			this.transitions.put(state,
					keep(Counter.builder("probity.check.transitions")
						.tags("check", check, "to", tagValue(state))
						.description("Changes of the check's state, by the new state")
						.register(registry)));
		}
		this.timeouts = keep(Counter.builder("probity.check.timeouts")
			.tag("check", check)
			.description("Runs that exceeded their timeout")
			.register(registry));
		this.skipped = keep(Counter.builder("probity.check.skipped")
			.tag("check", check)
			.description("Runs that were skipped and counted as failed because an earlier run had not returned")
			.register(registry));
	}

	private void readSnapshot() {
		for (ShownState state : ShownState.values()) {
			keep(Gauge
				.builder("probity.check.state", this, read((now) -> (now.shown(this.ticker.read()) == state) ? 1 : 0))
				.tags("check", this.check, "state", tagValue(state), "criticality", tagValue(this.criticality))
				.description("1 for the state that the check has now, 0 for every other one")
				.register(this.registry));
		}
		keep(TimeGauge
			.builder("probity.check.age", this, TimeUnit.NANOSECONDS,
					read((now) -> now.age(this.ticker.read()).toNanos()))
			.tag("check", this.check)
			.description("Time since the start of the last conclusive run")
			.register(this.registry));
		keep(Gauge.builder("probity.check.streak", this, read(CheckMeters::streak))
			.tag("check", this.check)
			.description("Results in a row: successes, or failures as a negative number")
			.register(this.registry));
	}

	/**
	 * Measure also whether a failure of the check is held.
	 */
	CheckMeters withHolds(Probes probes) {
		this.holding = probes;
		readHold(probes);
		return this;
	}

	private void readHold(Probes probes) {
		keep(Gauge.builder("probity.fleet.held", probes, (now) -> isHeld(now) ? 1 : 0)
			.tag("check", this.check)
			.description("1 while a failure of the check only degrades the instance, since others may share it")
			.register(this.registry));
	}

	private boolean isHeld(Probes probes) {
		return probes.all()
			.stream()
			.filter((probe) -> probe.type() == ProbeType.READINESS)
			.flatMap((probe) -> probes.evaluate(probe).reasons().stream())
			.anyMatch((reason) -> reason.cause() == Cause.HELD && this.check.equals(reason.subject()));
	}

	/**
	 * From the first finding on: most checks cannot have one.
	 */
	void diagnosed() {
		if (!this.diagnosed) {
			this.diagnosed = true;
			readFinding();
		}
	}

	private void readFinding() {
		for (Finding finding : Finding.values()) {
			keep(Gauge.builder("probity.check.finding", this, (meters) -> meters.has(finding) ? 1 : 0)
				.tags("check", this.check, "finding", tagValue(finding))
				.description("1 for what has been found about the check's client now, 0 for everything else")
				.register(this.registry));
		}
	}

	private boolean has(Finding finding) {
		Diagnosis diagnosis = this.monitor.diagnosis(this.check);
		return diagnosis != null && diagnosis.finding() == finding;
	}

	private Timer duration(RunOutcome outcome) {
		return keep(Timer.builder("probity.check.duration")
			.tags("check", this.check, "outcome", tagValue(outcome))
			.description("Duration of runs; for runs that timed out, the time until the timeout")
			.register(this.registry));
	}

	private <M extends Meter> M keep(M meter) {
		this.meters.add(meter);
		return meter;
	}

	private static ToDoubleFunction<CheckMeters> read(ToDoubleFunction<CheckSnapshot> value) {
		return (meters) -> {
			CheckSnapshot now = meters.monitor.snapshot(meters.check);
			return (now != null) ? value.applyAsDouble(now) : Double.NaN;
		};
	}

	private static double streak(CheckSnapshot now) {
		return (now.failures() > 0) ? -now.failures() : now.successes();
	}

	private static String tagValue(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	String check() {
		return this.check;
	}

	Criticality criticality() {
		return this.criticality;
	}

	void countResult(CheckChange result) {
		RunOutcome outcome = RunOutcome.of(result.run().result());
		if (outcome == RunOutcome.SKIPPED) {
			this.skipped.increment();
			return;
		}
		this.durations.computeIfAbsent(outcome, this::duration).record(result.run().duration());
		if (outcome == RunOutcome.TIMED_OUT) {
			this.timeouts.increment();
		}
	}

	void countTransition(CheckChange transition) {
		Counter counter = this.transitions.get(transition.after().state());
		if (counter != null) {
			counter.increment();
		}
	}

	/**
	 * Remove the meters, but for what also counts what others do: a gauge reads one check
	 * only.
	 * @param others the meters of the checks that stay
	 */
	void remove(Collection<CheckMeters> others) {
		List<CheckMeters> sharing = others.stream().filter(this::shares).toList();
		for (Meter meter : this.meters) {
			if (meter instanceof Gauge || sharing.stream().noneMatch((other) -> other.meters.contains(meter))) {
				this.registry.remove(meter);
			}
		}
		sharing.forEach(CheckMeters::readAgain);
	}

	private void readAgain() {
		this.meters.removeIf((meter) -> meter instanceof Gauge);
		readSnapshot();
		if (this.holding != null) {
			readHold(this.holding);
		}
		if (this.diagnosed) {
			readFinding();
		}
	}

	private boolean shares(CheckMeters other) {
		return this.meters.stream().anyMatch(other.meters::contains);
	}

}
