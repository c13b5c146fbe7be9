package dev.probity.vital;

import java.util.ArrayList;
import java.util.List;

import dev.probity.definition.CheckDefinition;
import dev.probity.definition.SwitchedOffChecks;
import dev.probity.engine.CheckMonitor;
import dev.probity.indicator.RegisteredIndicators;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.time.Ticker;
import dev.probity.traffic.ProbityTrafficAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the vital checks. Created once in a hierarchy of contexts.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { ProbityAutoConfiguration.class, ProbityHeartbeatAutoConfiguration.class,
				ProbityTrafficAutoConfiguration.class, TaskExecutionAutoConfiguration.class,
				TaskSchedulingAutoConfiguration.class },
		afterName = "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration")
@ConditionalOnBean(Probes.class)
@ConditionalOnBooleanProperty(name = "probity.vitals.enabled", matchIfMissing = true)
public final class ProbityVitalAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	VitalDefinitions probityVitalDefinitions(ConfigurableListableBeanFactory beanFactory, ProbityProperties properties,
			Environment environment, Engine engine, LiveHeartbeats heartbeats, CheckMonitor monitor,
			ObjectProvider<HealthContributorRegistry> registry, Ticker ticker) {
		VitalSettings settings = new VitalSettings(properties.vitals(), new SwitchedOffChecks(environment));
		settings.validate();
		List<CheckDefinition> vitals = new ArrayList<>(
				new ProcessVitals(settings.properties(), environment, engine.thread(), ticker).definitions());
		vitals.addAll(new ProgressVitals(beanFactory, settings.properties(), ticker).definitions());
		return new VitalDefinitions(vitals, settings, new HeartbeatChecks(heartbeats, settings, ticker), monitor,
				(registry.getIfAvailable() != null) ? RegisteredIndicators.in(beanFactory) : null);
	}

}
