package dev.probity.metrics;

import java.util.HashMap;
import java.util.List;
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
 * The checks that have meters in one registry. A result costs the same however many there
 * are. Thread-safe.
 */
final class RegistryChecks {

	private final MeterRegistry registry;

	private final CheckMonitor monitor;

	private final Probes probes;

	private final CheckCriticalities criticalities;

	private final Ticker ticker;

	// guarded by itself
	private final Map<String, CheckMeters> meters = new HashMap<>();

	// guarded by "meters": of which checks they are
	private long followed = -1;

	RegistryChecks(MeterRegistry registry, CheckMonitor monitor, Probes probes, CheckCriticalities criticalities,
			Ticker ticker) {
		this.registry = registry;
		this.monitor = monitor;
		this.probes = probes;
		this.criticalities = criticalities;
		this.ticker = ticker;
	}

	/**
	 * Let every check have meters that there is now, and no other. Costs next to nothing
	 * unless a check has come or gone.
	 */
	void follow() {
		synchronized (this.meters) {
			long now = this.monitor.registrations();
			if (this.followed == now) {
				return;
			}
			Map<String, CheckSnapshot> checks = this.monitor.snapshots();
			List.copyOf(this.meters.values())
				.stream()
				.filter((meters) -> !checks.containsKey(meters.check()))
				.forEach(this::remove);
			checks.values().forEach(this::follow);
			this.followed = now;
		}
	}

	/**
	 * Let a check have meters by what it means now: one that was removed may have been
	 * registered anew.
	 */
	private CheckMeters follow(CheckSnapshot check) {
		CheckMeters known = this.meters.get(check.name());
		if (known != null) {
			if (known.criticality() == this.probes.criticalityOf(check)) {
				return known;
			}
			remove(known);
		}
		return this.meters.computeIfAbsent(check.name(), (name) -> meters(check));
	}

	private void remove(CheckMeters gone) {
		this.meters.remove(gone.check());
		gone.remove(this.meters.values());
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
		CheckSnapshot now = this.monitor.snapshot(check);
		return (now != null) ? follow(now) : null;
	}

}
