package dev.probity.event;

import java.time.InstantSource;
import java.util.List;

import dev.probity.check.ListenerThread;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import dev.probity.lifecycle.StartupWatch;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictChangeListener;
import dev.probity.probe.VerdictMonitor;
import dev.probity.registration.CheckSettings;
import dev.probity.registration.PeriodicTask;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Telling what changed, by the context that has the probes: log lines, Spring events, the
 * flight recorder.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Probes.class)
public final class ProbityEventAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TransitionLogger probityTransitionLogger() {
		return new TransitionLogger();
	}

	@Bean
	@ConditionalOnMissingBean
	VerdictLogger probityVerdictLogger() {
		return new VerdictLogger();
	}

	@Bean
	@ConditionalOnMissingBean
	OverrideLogger probityOverrideLogger() {
		return new OverrideLogger();
	}

	@Bean
	@ConditionalOnMissingBean
	FlightRecorder probityFlightRecorder() {
		return new FlightRecorder();
	}

	@Bean
	@ConditionalOnMissingBean
	SpringEvents probitySpringEvents(ApplicationEventPublisher publisher) {
		return new SpringEvents(publisher);
	}

	@Bean
	@ConditionalOnMissingBean
	VerdictMonitor probityVerdictMonitor(Probes probes, ProbityProperties properties, Ticker ticker,
			ObjectProvider<VerdictChangeListener> listeners) {
		List<Probe> shadowed = probes.all()
			.stream()
			.filter((probe) -> CheckSettings.hasShadows(properties) && probe.type() != ProbeType.STARTUP)
			.toList();
		return new VerdictMonitor(probes, shadowed, ticker, InstantSource.system(), listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	ReadinessOverrideMonitor probityReadinessOverrideMonitor(ReadinessControl control,
			ObjectProvider<ReadinessOverrideListener> listeners) {
		return new ReadinessOverrideMonitor(control, listeners.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean(name = "probityStartupConditionTask")
	PeriodicTask probityStartupLookout(StartupWatch conditions) {
		return conditions::look;
	}

	@Bean
	@ConditionalOnMissingBean
	ListenerLifecycle probityListenerLifecycle(ListenerThread thread, VerdictMonitor verdicts,
			ReadinessOverrideMonitor overrides, Instance instance, SpringEvents events,
			ObjectProvider<PeriodicTask> periodicTasks) {
		return new ListenerLifecycle(thread, verdicts, overrides, instance, events,
				periodicTasks.orderedStream().toList());
	}

	@Bean
	static LazyInitializationExcludeFilter probityEventLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(ListenerLifecycle.class);
	}

}
