package dev.probity.event;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import dev.probity.check.Ticker;
import dev.probity.probe.Instance;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.ReadinessControl;
import dev.probity.probe.ReadinessOverrideListener;
import dev.probity.probe.ReadinessOverrideMonitor;
import dev.probity.probe.ShadowChangeListener;
import dev.probity.probe.ShadowMonitor;
import dev.probity.probe.VerdictChangeListener;
import dev.probity.probe.VerdictMonitor;
import dev.probity.registration.CheckSettings;
import dev.probity.registration.Engine;
import dev.probity.registration.PeriodicTask;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;

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
	ChangeLog probityChangeLog() {
		return new ChangeLog();
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
	VerdictMonitor probityVerdictMonitor(Probes probes, Ticker ticker,
			ObjectProvider<VerdictChangeListener> listeners) {
		return new VerdictMonitor(probes, ticker, InstantSource.system(), listeners.orderedStream().toList());
	}

	@Bean
	ShadowMonitor probityShadowMonitor(Probes probes, ProbityProperties properties, Ticker ticker,
			ObjectProvider<ShadowChangeListener> listeners) {
		List<Probe> watched = probes.all()
			.stream()
			.filter((probe) -> CheckSettings.hasShadows(properties) && probe.type() != ProbeType.STARTUP)
			.toList();
		return new ShadowMonitor(watched, probes, ticker, InstantSource.system(), listeners.orderedStream().toList());
	}

	@Bean
	ListenerLifecycle probityTellingLifecycle(Engine engine, VerdictMonitor verdicts, ReadinessControl control,
			ObjectProvider<ReadinessOverrideListener> listeners, Instance instance, SpringEvents events,
			ShadowMonitor shadows, ObjectProvider<PeriodicTask> others) {
		List<PeriodicTask> lookouts = new ArrayList<>(List.of(shadows::look, engine.startup()::look));
		lookouts.addAll(others.orderedStream().toList());
		return new ListenerLifecycle(engine.listeners(), verdicts,
				new ReadinessOverrideMonitor(control, listeners.orderedStream().toList()), instance, events, lookouts);
	}

}
