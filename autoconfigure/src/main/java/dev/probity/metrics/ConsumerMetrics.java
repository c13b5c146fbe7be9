package dev.probity.metrics;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import dev.probity.consumer.ConsumerReading;
import dev.probity.consumer.ConsumerReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Which message listeners consume nothing, and because of which need. Thread-safe.
 */
final class ConsumerMetrics implements MeterBinder {

	private final Supplier<ConsumerReport> consumers;

	// guarded by "this"
	private final Map<MeterRegistry, Map<Pair, Meter>> registries = new HashMap<>();

	// guarded by "this"
	private Set<Pair> known = Set.of();

	/**
	 * Measure message listeners.
	 * @param consumers knows them; asked for when the first is looked for
	 */
	ConsumerMetrics(Supplier<ConsumerReport> consumers) {
		this.consumers = consumers;
	}

	@Override
	public synchronized void bindTo(MeterRegistry registry) {
		follow(registry, this.registries.computeIfAbsent(registry, (added) -> new HashMap<>()));
	}

	/**
	 * Let each listener have meters that there is now, and no other. To be called every
	 * now and then.
	 */
	void follow() {
		Set<Pair> now = new HashSet<>();
		for (ConsumerReading consumer : this.consumers.get().consumers()) {
			consumer.needs().forEach((need) -> now.add(new Pair(consumer.id(), need)));
		}
		synchronized (this) {
			this.known = now;
			this.registries.forEach(this::follow);
		}
	}

	private void follow(MeterRegistry registry, Map<Pair, Meter> meters) {
		List<Meter> gone = meters.entrySet()
			.stream()
			.filter((entry) -> !this.known.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.toList();
		gone.forEach(registry::remove);
		// also of others that a filter has made the same meter of: they get a new one
		meters.values().removeAll(gone);
		this.known.forEach((pair) -> meters.computeIfAbsent(pair, (added) -> register(registry, added)));
	}

	private Meter register(MeterRegistry registry, Pair pair) {
		return Gauge.builder("probity.consumer.paused", () -> isHeld(pair) ? 1 : 0)
			.tags("id", pair.id(), "need", pair.need())
			.description("1 while the message listener consumes nothing because of what it needs, 0 otherwise")
			.register(registry);
	}

	private boolean isHeld(Pair pair) {
		return this.consumers.get()
			.consumers()
			.stream()
			.anyMatch((consumer) -> consumer.id().equals(pair.id()) && consumer.unmet().contains(pair.need()));
	}

	private record Pair(String id, String need) {

	}

}
