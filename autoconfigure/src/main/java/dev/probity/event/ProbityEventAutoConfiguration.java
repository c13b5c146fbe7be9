package dev.probity.event;

import java.util.List;

import dev.probity.change.VerdictChangeListener;
import dev.probity.change.VerdictMonitor;
import dev.probity.definition.CheckSettings;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.lifecycle.ReadinessOverrideMonitor;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeType;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.OwnListeners;
import dev.probity.registration.PeriodicTask;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

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
	ChangeReports probityChangeReports(ApplicationContext context, ProbityProperties properties) {
		return new ChangeReports(context, properties.log().transitions(),
				SingletonSupplier.of(() -> lifecycle(context)));
	}

	private static ListenerLifecycle lifecycle(ApplicationContext beans) {
		Engine engine = beans.getBean(Engine.class);
		ChangeReports own = beans.getBean(ChangeReports.class);
		VerdictMonitor verdicts = beans.getBean(VerdictMonitor.class);
		own.ofVerdicts().addAll(OwnListeners.around(beans, VerdictChangeListener.class, own));
		List<PeriodicTask> ofTheStart = List.of(engine.startup()::evaluate,
				new StartSummary(beans.getBean(Probes.class), engine.monitor(), beans.getBean(Ticker.class))::evaluate);
		return new ListenerLifecycle(engine.listeners(), verdicts,
				new ReadinessOverrideMonitor(beans.getBean(ReadinessControl.class),
						OwnListeners.around(beans, ReadinessOverrideListener.class, own)),
				beans.getBean(Instance.class), ofTheStart, engine.tasks());
	}

	@Bean
	VerdictMonitor probityVerdictMonitor(Probes probes, ProbityProperties properties, Ticker ticker,
			ChangeReports own) {
		List<Probe> shadowed = probes.all()
			.stream()
			.filter((probe) -> CheckSettings.hasShadows(properties) && probe.type() != ProbeType.STARTUP)
			.toList();
		return new VerdictMonitor(probes, shadowed, ticker, ticker.clock(), own.ofVerdicts());
	}

}
