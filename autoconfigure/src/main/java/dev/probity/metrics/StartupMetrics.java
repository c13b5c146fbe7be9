package dev.probity.metrics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

	private static final String NAME = "probity.startup.task.duration";

	// both guarded by "this"
	private final List<MeterRegistry> registries = new ArrayList<>();

	private final Map<String, TaskEnd> ends = new LinkedHashMap<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		synchronized (this) {
			this.registries.add(registry);
			this.ends.forEach((task, end) -> register(registry, task, end));
		}
	}

	/**
	 * A task of a context that comes again ends again, and only its last end counts.
	 */
	@Override
	public void onFinished(StartupTaskResult result) {
		TaskEnd end = new TaskEnd(result.outcome().name().toLowerCase(Locale.ROOT), result.duration());
		synchronized (this) {
			this.ends.put(result.task(), end);
			for (MeterRegistry registry : this.registries) {
				registry.find(NAME).tag("task", result.task()).meters().forEach(registry::remove);
				register(registry, result.task(), end);
			}
		}
	}

	private static void register(MeterRegistry registry, String task, TaskEnd end) {
		// the registry holds what it reads only weakly, the map holds it for good
		TimeGauge.builder(NAME, end, TimeUnit.NANOSECONDS, (ended) -> ended.duration().toNanos())
			.tags("task", task, "outcome", end.outcome())
			.description("How long the startup task took, its retries included")
			.register(registry);
	}

	/**
	 * How a task has ended, without what it has thrown.
	 */
	private record TaskEnd(String outcome, Duration duration) {

	}

}
