package dev.probity.metrics;

import java.util.Locale;
import java.util.function.Supplier;

import dev.probity.fleet.Fleet;
import dev.probity.fleet.Opinion;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * The peers of this instance, where any are set, and what they have said. Thread-safe.
 */
final class FleetMetrics implements MeterBinder {

	private final Supplier<@Nullable Fleet> fleet;

	/**
	 * Measure peers.
	 * @param fleet knows them; asked for when a registry is bound
	 */
	FleetMetrics(Supplier<@Nullable Fleet> fleet) {
		this.fleet = fleet;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Fleet fleet = this.fleet.get();
		if (fleet == null) {
			return;
		}
		Gauge.builder("probity.fleet.peers", fleet, Fleet::peers)
			.description("Number of other instances that are known")
			.register(registry);
		for (Opinion opinion : Opinion.values()) {
			FunctionCounter.builder("probity.fleet.questions", fleet, (asked) -> asked.questions(opinion))
				.tag("opinion", opinion.name().toLowerCase(Locale.ROOT))
				.description("Questions to other instances whether a check passes there, by what they said")
				.register(registry);
		}
	}

}
