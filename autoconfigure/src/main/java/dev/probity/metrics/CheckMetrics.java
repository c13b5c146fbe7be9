package dev.probity.metrics;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.probity.check.CheckChange;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.StateTransitionListener;
import dev.probity.definition.CheckCriticalities;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.Probes;
import dev.probity.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What is known of the checks. Reading a registry reads snapshots and runs no check; the
 * meters come and go with their checks. Timers and counters follow on the thread that
 * notifies all listeners. Thread-safe.
 */
final class CheckMetrics implements MeterBinder, StateTransitionListener {

	private final Supplier<CheckMonitor> monitor;

	private final Supplier<Probes> probes;

	private final Supplier<CheckCriticalities> criticalities;

	private final Ticker ticker;

	private final List<RegistryChecks> registries = new CopyOnWriteArrayList<>();

	/**
	 * Measure checks.
	 * @param monitor has the snapshots; asked for when a registry is bound, since it
	 * needs its listeners first
	 * @param probes know what a check means to the instance; asked for when a registry is
	 * bound
	 * @param criticalities know whose failures may be held; asked for likewise
	 * @param ticker for the age of snapshots
	 */
	public CheckMetrics(Supplier<CheckMonitor> monitor, Supplier<Probes> probes,
			Supplier<CheckCriticalities> criticalities, Ticker ticker) {
		this.monitor = monitor;
		this.probes = probes;
		this.criticalities = criticalities;
		this.ticker = ticker;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		RegistryChecks checks = new RegistryChecks(registry, this.monitor.get(), this.probes.get(),
				this.criticalities.get(), this.ticker);
		checks.follow();
		this.registries.add(checks);
	}

	/**
	 * Let the meters follow checks that have come or gone without a result. To be called
	 * every now and then.
	 */
	public void follow() {
		this.registries.forEach(RegistryChecks::follow);
	}

	@Override
	public void onResult(CheckChange result) {
		this.registries.forEach((checks) -> checks.countResult(result));
	}

	@Override
	public void onDiagnosis(DiagnosisChange change) {
		this.registries.forEach((checks) -> checks.diagnosed(change));
	}

	@Override
	public void onTransition(CheckChange transition) {
		this.registries.forEach((checks) -> checks.countTransition(transition));
	}

	/**
	 * Run before listeners of the application, which may be slow.
	 */

}
