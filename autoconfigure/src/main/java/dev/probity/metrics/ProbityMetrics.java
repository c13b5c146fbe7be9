package dev.probity.metrics;

import java.util.List;

import dev.probity.change.ProbeObserver;
import dev.probity.check.CheckChange;
import dev.probity.check.DiagnosisChange;
import dev.probity.check.StateTransitionListener;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.registration.PeriodicTask;
import dev.probity.startup.StartupTaskListener;
import dev.probity.startup.StartupTaskResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.core.Ordered;

/**
 * All that Probity measures, as one bean: told of whatever happens, it passes that on to
 * the meters it is for. Thread-safe.
 */
final class ProbityMetrics implements MeterBinder, StateTransitionListener, ReadinessOverrideListener,
		StartupTaskListener, ProbeObserver, PeriodicTask, Ordered {

	private final CheckMetrics checks;

	private final ProbeMetrics probes;

	private final OverrideMetrics overrides;

	private final FleetMetrics fleet;

	private final ConsumerMetrics consumers;

	private final StartupMetrics startup = new StartupMetrics();

	ProbityMetrics(CheckMetrics checks, ProbeMetrics probes, OverrideMetrics overrides, FleetMetrics fleet,
			ConsumerMetrics consumers) {
		this.checks = checks;
		this.probes = probes;
		this.overrides = overrides;
		this.fleet = fleet;
		this.consumers = consumers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		List.of(this.checks, this.probes, this.overrides, this.fleet, this.consumers, this.startup)
			.forEach((meters) -> meters.bindTo(registry));
	}

	@Override
	public void onTransition(CheckChange transition) {
		this.checks.onTransition(transition);
	}

	@Override
	public void onDiagnosis(DiagnosisChange change) {
		this.checks.onDiagnosis(change);
	}

	@Override
	public void onResult(CheckChange result) {
		this.checks.onResult(result);
	}

	@Override
	public void onChange(ReadinessOverrideChange change) {
		this.overrides.onChange(change);
	}

	@Override
	public void onFinished(StartupTaskResult result) {
		this.startup.onFinished(result);
	}

	@Override
	public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
		this.probes.onAnswer(probe, status, request, userAgent);
	}

	@Override
	public void run() {
		this.checks.follow();
		this.consumers.follow();
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
