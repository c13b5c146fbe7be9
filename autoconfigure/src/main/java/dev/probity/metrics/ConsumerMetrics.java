package dev.probity.metrics;

import java.util.HashSet;
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

	private static final String NAME = "probity.consumer.paused";

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
	 * Let each listener have meters that there is now, and no other. To be called every
	 * now and then.
	 */
	void follow() {
		Set<Pair> now = new HashSet<>();
		for (ConsumerReading consumer : this.consumers.get().consumers()) {
			consumer.needs().forEach((need) -> now.add(new Pair(consumer.id(), need)));
		}
		List.copyOf(this.known).stream().filter((pair) -> !now.contains(pair)).forEach(this::remove);
		now.stream()
			.filter(this.known::add)
			.forEach((pair) -> this.registries.forEach((registry) -> register(registry, pair)));
	}

	private void remove(Pair gone) {
		this.known.remove(gone);
		this.registries.forEach((registry) -> registry.find(NAME)
			.tags("id", gone.id(), "need", gone.need())
			.meters()
			.forEach(registry::remove));
	}

	private void register(MeterRegistry registry, Pair pair) {
		Gauge.builder(NAME, () -> isHeld(pair) ? 1 : 0)
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
