package dev.probity.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import dev.probity.startup.StartupTaskListener;
import dev.probity.startup.StartupTaskResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How long the startup tasks took. Thread-safe.
 */
final class StartupMetrics implements MeterBinder, StartupTaskListener {

	// both guarded by "this"
	private final List<MeterRegistry> registries = new ArrayList<>();

	private final List<StartupTaskResult> results = new ArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		synchronized (this) {
			this.registries.add(registry);
			this.results.forEach((result) -> register(registry, result));
		}
	}

	@Override
	public void onFinished(StartupTaskResult result) {
		synchronized (this) {
			this.results.add(result);
			this.registries.forEach((registry) -> register(registry, result));
		}
	}

	private static void register(MeterRegistry registry, StartupTaskResult result) {
		// the registry holds what it reads only weakly, the list holds it for good
		TimeGauge
			.builder("probity.startup.task.duration", result, TimeUnit.NANOSECONDS,
					(ended) -> ended.duration().toNanos())
			.tags("task", result.task(), "outcome", result.outcome().name().toLowerCase(Locale.ROOT))
			.description("How long the startup task took, its retries included")
			.register(registry);
	}

}
