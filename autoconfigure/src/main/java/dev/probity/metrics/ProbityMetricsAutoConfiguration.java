package dev.probity.metrics;

import java.util.List;
import java.util.function.Supplier;

import dev.probity.change.VerdictMonitor;
import dev.probity.consumer.ConsumerReport;
import dev.probity.engine.CheckMonitor;
import dev.probity.fleet.Fleet;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.time.Ticker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

/**
 * Micrometer's view of checks, probes and startup tasks.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ Probes.class, MeterRegistry.class })
public final class ProbityMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ProbityMetrics probityMetrics(ObjectProvider<CheckMonitor> monitor, ObjectProvider<Probes> probes,
			ObjectProvider<VerdictMonitor> verdicts, ObjectProvider<Engine> engine, ObjectProvider<Fleet> fleet,
			ObjectProvider<ConsumerReport> consumers, ReadinessControl control, Ticker ticker) {
		// which there are is asked once a second, and asking the context costs much
		Supplier<List<ConsumerReport>> reports = SingletonSupplier.of(() -> consumers.stream().toList());
		return new ProbityMetrics(
				new CheckMetrics(monitor::getObject, probes::getObject, () -> engine.getObject().criticalities(),
						ticker),
				new ProbeMetrics(probes::getObject, verdicts::getObject), new OverrideMetrics(control),
				new FleetMetrics(fleet::getIfAvailable), new ConsumerMetrics(() -> ConsumerReport.of(reports.get())),
				new ListenerMetrics(() -> engine.getObject().listeners()));
	}

}
