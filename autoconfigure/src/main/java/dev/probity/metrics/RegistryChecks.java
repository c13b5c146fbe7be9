package dev.probity.metrics;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.DiagnosisChange;
import dev.probity.definition.CheckCriticalities;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Probes;
import dev.probity.probe.SharedFailure;
import dev.probity.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The checks that have meters in one registry. Thread-safe.
 */
final class RegistryChecks {

	private final MeterRegistry registry;

	private final CheckMonitor monitor;

	private final Probes probes;

	private final CheckCriticalities criticalities;

	private final Ticker ticker;

	// guarded by itself
	private final Map<String, CheckMeters> meters = new HashMap<>();

	RegistryChecks(MeterRegistry registry, CheckMonitor monitor, Probes probes, CheckCriticalities criticalities,
			Ticker ticker) {
		this.registry = registry;
		this.monitor = monitor;
		this.probes = probes;
		this.criticalities = criticalities;
		this.ticker = ticker;
	}

	/**
	 * Let every check have meters that there is now, and no other.
	 */
	void follow() {
		synchronized (this.meters) {
			Map<String, CheckSnapshot> checks = this.monitor.snapshots();
			Iterator<CheckMeters> known = this.meters.values().iterator();
			while (known.hasNext()) {
				CheckMeters meters = known.next();
				CheckSnapshot check = checks.get(meters.check());
				if (check == null || this.probes.criticalityOf(check) != meters.criticality()) {
					meters.remove();
					known.remove();
				}
			}
			checks.values().forEach((check) -> this.meters.computeIfAbsent(check.name(), (name) -> meters(check)));
		}
	}

	private CheckMeters meters(CheckSnapshot check) {
		CheckMeters meters = new CheckMeters(check.name(), this.probes.criticalityOf(check), this.monitor, this.ticker,
				this.registry);
		boolean mayBeHeld = check.kind() == CheckKind.DEPENDENCY
				&& this.criticalities.shared(check.name()) != SharedFailure.LEAVE;
		return mayBeHeld ? meters.withHolds(this.probes) : meters;
	}

	void countResult(CheckChange result) {
		synchronized (this.meters) {
			CheckMeters meters = known(result.check());
			if (meters != null) {
				meters.countResult(result);
			}
		}
	}

	void countTransition(CheckChange transition) {
		synchronized (this.meters) {
			CheckMeters meters = known(transition.check());
			if (meters != null) {
				meters.countTransition(transition);
			}
		}
	}

	void diagnosed(DiagnosisChange change) {
		synchronized (this.meters) {
			CheckMeters meters = known(change.check());
			if (meters != null) {
				meters.diagnosed();
			}
		}
	}

	/**
	 * The meters of a check, unless it has been removed since.
	 */
	private @Nullable CheckMeters known(String check) {
		follow();
		return this.meters.get(check);
	}

}
