package dev.probity.metrics;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.probity.change.ProbeObserver;
import dev.probity.change.VerdictMonitor;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.ShadowVerdict;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.traffic.CallerKind;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What the probes say and would say, and who has asked them. The verdicts are those of
 * the moment in which a registry is read; reading tells nobody that the instance is
 * ready. Thread-safe.
 */
final class ProbeMetrics implements MeterBinder, ProbeObserver {

	private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

	private static final String HELD = "1 while liveness holds back a restart: the last ones did not help, or an operator wants it so";

	private final Supplier<Probes> probes;

	private final Supplier<VerdictMonitor> verdicts;

	private final List<MeterProvider<Counter>> requests = new CopyOnWriteArrayList<>();

	/**
	 * Measure probes.
	 * @param probes the probes, asked for when a registry is bound
	 * @param verdicts knows what they would say if their shadows acted, asked for
	 * likewise
	 */
	public ProbeMetrics(Supplier<Probes> probes, Supplier<VerdictMonitor> verdicts) {
		this.probes = probes;
		this.verdicts = verdicts;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Probes all = this.probes.get();
		for (Probe probe : all.all()) {
			for (ProbeStatus status : ProbeStatus.values()) {
				Gauge
					.builder("probity.probe.verdict", all,
							(probes) -> (probes.evaluate(probe).status() == status) ? 1 : 0)
					.tags("probe", probe.name(), "status", tagValue(status))
					.description("1 for the status that the probe has now, 0 for every other one")
					.register(registry);
			}
		}
		Probe liveness = all.probe(Probe.LIVENESS);
		if (liveness != null) {
			Gauge.builder("probity.liveness.held", all, (probes) -> (probes.evaluate(liveness).hold() != null) ? 1 : 0)
				.tag("by", "operator")
				.description(HELD)
				.register(registry);
			Gauge.builder("probity.liveness.held", all, (probes) -> pauses(probes.evaluate(liveness)) ? 1 : 0)
				.tag("by", "budget")
				.description(HELD)
				.register(registry);
		}
		VerdictMonitor monitor = this.verdicts.get();
		for (String probe : monitor.shadowed()) {
			FunctionCounter.builder("probity.shadow.not.ready", monitor, (verdicts) -> notReady(verdicts, probe))
				.tag("probe", probe)
				.baseUnit("seconds")
				.description("Time for which the probe would have failed, if checks in shadow mode had acted")
				.register(registry);
		}
		this.requests.add(Counter.builder("probity.probe.requests")
			.description(
					"Answers of the short probe paths and of gRPC health, by status and kind of caller (from its User-Agent)")
			.withRegistry(registry));
	}

	private static boolean pauses(ProbeVerdict verdict) {
		return verdict.reasons().stream().anyMatch((reason) -> reason.cause() == Cause.RESTART_PAUSED);
	}

	@Override
	public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
		Tags tags = Tags.of("probe", probe.name(), "status", tagValue(status), "caller",
				CallerKind.of(userAgent.of(request)).tagValue());
		this.requests.forEach((counter) -> counter.withTags(tags).increment());
	}

	private static double notReady(VerdictMonitor verdicts, String probe) {
		ShadowVerdict shadow = verdicts.shadow(probe);
		return (shadow != null) ? shadow.notReady().toNanos() / NANOS : 0;
	}

	private static String tagValue(ProbeStatus status) {
		return status.name().toLowerCase(Locale.ROOT);
	}

}
