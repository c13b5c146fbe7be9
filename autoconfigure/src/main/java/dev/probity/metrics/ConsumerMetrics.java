package dev.probity.metrics;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import dev.probity.consumer.ConsumerReading;
import dev.probity.consumer.ConsumerReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Which message listeners consume nothing, and because of which need. Thread-safe.
 */
final class ConsumerMetrics implements MeterBinder {

	private final Supplier<ConsumerReport> consumers;

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	private final Set<Pair> known = ConcurrentHashMap.newKeySet();

	/**
	 * Measure message listeners.
	 * @param consumers knows them; asked for when the first is looked for
	 */
	ConsumerMetrics(Supplier<ConsumerReport> consumers) {
		this.consumers = consumers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		this.known.forEach((pair) -> register(registry, pair));
	}

	/**
	 * Let each listener have meters that has none yet. To be called every now and then.
	 */
	void follow() {
		for (ConsumerReading consumer : this.consumers.get().consumers()) {
			for (String need : consumer.needs()) {
				Pair pair = new Pair(consumer.id(), need);
				if (this.known.add(pair)) {
					this.registries.forEach((registry) -> register(registry, pair));
				}
			}
		}
	}

	private void register(MeterRegistry registry, Pair pair) {
		Gauge.builder("probity.consumer.paused", () -> isHeld(pair) ? 1 : 0)
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
