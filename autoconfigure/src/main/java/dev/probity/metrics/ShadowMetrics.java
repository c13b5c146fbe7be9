package dev.probity.metrics;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.probity.probe.ShadowMonitor;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * For how long probes would not have been ready if checks that only show what they would
 * do had acted. Thread-safe.
 */
final class ShadowMetrics implements MeterBinder {

	private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

	private final Supplier<ShadowMonitor> shadows;

	/**
	 * Measure shadows.
	 * @param shadows keeps account of them, asked for when a registry is bound
	 */
	public ShadowMetrics(Supplier<ShadowMonitor> shadows) {
		this.shadows = shadows;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		ShadowMonitor monitor = this.shadows.get();
		for (String probe : monitor.probes()) {
			FunctionCounter
				.builder("probity.shadow.not.ready", monitor, (shadow) -> shadow.notReady(probe).toNanos() / NANOS)
				.tag("probe", probe)
				.baseUnit("seconds")
				.description("Time for which the probe would have failed, if checks in shadow mode had acted")
				.register(registry);
		}
	}

}
