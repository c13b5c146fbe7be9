package dev.probity.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverride.Mode;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideChange.Occasion;
import dev.probity.lifecycle.ReadinessOverrideListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Who decides on readiness, and how often operators have. Thread-safe.
 */
final class OverrideMetrics implements MeterBinder, ReadinessOverrideListener {

	private final ReadinessControl control;

	private final List<Map<Mode, Counter>> registries = new CopyOnWriteArrayList<>();

	/**
	 * Measure overrides.
	 * @param control knows what counts now
	 */
	public OverrideMetrics(ReadinessControl control) {
		this.control = control;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Map<Mode, Counter> overrides = new EnumMap<>(Mode.class);
		for (Mode mode : Mode.values()) {
			Gauge
				.builder("probity.readiness.mode", this.control,
						(control) -> (control.current().mode() == mode) ? 1 : 0)
				.tag("mode", tagValue(mode))
				.description("1 for what decides readiness now (the checks or an operator), 0 for the others")
				.register(registry);
			if (mode != Mode.AUTO) {
				overrides.put(mode,
						Counter.builder("probity.readiness.overrides")
							.tag("mode", tagValue(mode))
							.description("Number of overrides of readiness by an operator")
							.register(registry));
			}
		}
		this.registries.add(overrides);
	}

	@Override
	public void onChange(ReadinessOverrideChange change) {
		if (change.occasion() == Occasion.SAID) {
			this.registries.forEach((overrides) -> {
				Counter counter = overrides.get(change.after().mode());
				if (counter != null) {
					counter.increment();
				}
			});
		}
	}

	private static String tagValue(Mode mode) {
		return mode.name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Run before listeners of the application, which may be slow.
	 */

}
