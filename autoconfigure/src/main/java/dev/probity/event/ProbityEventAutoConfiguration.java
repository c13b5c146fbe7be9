package dev.probity.event;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictChangeListener;
import dev.probity.probe.VerdictMonitor;
import dev.probity.registration.CheckSettings;
import dev.probity.registration.Engine;
import dev.probity.registration.PeriodicTask;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Telling what changed, by the context that has the probes: log lines, Spring events, the
 * flight recorder. Made once in a hierarchy of contexts.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Probes.class)
@ConditionalOnMissingBean(VerdictMonitor.class)
public final class ProbityEventAutoConfiguration {

	@Bean
	ChangeLog probityChangeLog(ProbityProperties properties) {
		return new ChangeLog(properties.log().transitions());
	}

	@Bean
	FlightRecorder probityFlightRecorder() {
		return new FlightRecorder();
	}

	@Bean
	SpringEvents probitySpringEvents(ApplicationEventPublisher publisher) {
		return new SpringEvents(publisher);
	}

	@Bean
	VerdictMonitor probityVerdictMonitor(Probes probes, ProbityProperties properties, Ticker ticker,
			ObjectProvider<VerdictChangeListener> listeners) {
		List<Probe> shadowed = probes.all()
			.stream()
			.filter((probe) -> CheckSettings.hasShadows(properties) && probe.type() != ProbeType.STARTUP)
			.toList();
		return new VerdictMonitor(probes, shadowed, ticker, InstantSource.system(), listeners.orderedStream().toList());
	}

	@Bean
	ListenerLifecycle probityListenerLifecycle(Engine engine, VerdictMonitor verdicts, ReadinessControl control,
			ObjectProvider<ReadinessOverrideListener> listeners, Instance instance, SpringEvents events,
			ObjectProvider<PeriodicTask> others, Probes probes, Ticker ticker) {
		List<PeriodicTask> periodicTasks = new ArrayList<>(
				List.of(engine.startup()::look, new StartSummary(probes, engine.monitor(), ticker)::look));
		periodicTasks.addAll(others.orderedStream().toList());
		return new ListenerLifecycle(engine.listeners(), verdicts,
				new ReadinessOverrideMonitor(control, listeners.orderedStream().toList()), instance, events,
				periodicTasks);
	}

}
