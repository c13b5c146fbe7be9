package dev.probity.kubernetes;

import java.util.stream.Collectors;

import dev.probity.lifecycle.PastEnd;
import dev.probity.lifecycle.RestartHistory;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * How often the container has ended, by reason, as the ledger knows it.
 */
final class RestartMetrics implements MeterBinder {

	private final RestartHistory history;

	RestartMetrics(RestartHistory history) {
		this.history = history;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.history.ends()
			.stream()
			.collect(Collectors.groupingBy(PastEnd::reason, Collectors.counting()))
			.forEach((reason, ends) -> Gauge.builder("probity.restarts", () -> ends)
				.tag("reason", reason)
				.description("Number of ends of this container among the last 20 that the ledger knows, by reason")
				.register(registry));
	}

}
