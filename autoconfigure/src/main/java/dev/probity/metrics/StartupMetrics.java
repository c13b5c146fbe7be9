package dev.probity.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.probity.startup.StartupTaskListener;
import dev.probity.startup.StartupTaskResult;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How long the startup tasks took. Thread-safe.
 */
final class StartupMetrics implements MeterBinder, StartupTaskListener {

	// both guarded by "this"
	private final Map<MeterRegistry, Map<String, Meter>> registries = new HashMap<>();

	private final Map<String, TaskEnd> ends = new LinkedHashMap<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		synchronized (this) {
			Map<String, Meter> meters = this.registries.computeIfAbsent(registry, (added) -> new HashMap<>());
			this.ends.forEach((task, end) -> meters.put(task, register(registry, task, end)));
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
			this.registries.forEach((registry, meters) -> {
				Meter last = meters.remove(result.task());
				if (last != null) {
					registry.remove(last);
				}
				meters.put(result.task(), register(registry, result.task(), end));
			});
		}
	}

	private static Meter register(MeterRegistry registry, String task, TaskEnd end) {
		// the registry holds what it reads only weakly, the map holds it for good
		return TimeGauge
			.builder("probity.startup.task.duration", end, TimeUnit.NANOSECONDS, (ended) -> ended.duration().toNanos())
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
