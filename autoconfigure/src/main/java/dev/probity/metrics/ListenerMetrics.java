package dev.probity.metrics;

import java.util.function.Supplier;

import dev.probity.change.ListenerThread;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * What listeners have missed since they were too slow. Thread-safe.
 */
final class ListenerMetrics implements MeterBinder {

	private final Supplier<ListenerThread> thread;

	/**
	 * Measure what is dropped.
	 * @param thread notifies the listeners; asked for when a registry is bound
	 */
	ListenerMetrics(Supplier<ListenerThread> thread) {
		this.thread = thread;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		ListenerThread listeners = this.thread.get();
		for (String kind : listeners.dropped().keySet()) {
			FunctionCounter
				.builder("probity.listener.dropped", listeners, (thread) -> thread.dropped().getOrDefault(kind, 0L))
				.tag("kind", kind)
				.description("Changes of checks that the listeners have not been told of since one was too slow")
				.register(registry);
		}
	}

}
