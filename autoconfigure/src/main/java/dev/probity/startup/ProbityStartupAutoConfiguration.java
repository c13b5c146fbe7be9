package dev.probity.startup;

import java.util.ArrayList;
import java.util.List;

import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.StartupFailureAction;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Startup tasks. They are run by one engine in a hierarchy of contexts; each context has
 * its own.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityAutoConfiguration.class)
@ConditionalOnBean(Probes.class)
public final class ProbityStartupAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StartupTasks probityStartupTasks(Ticker ticker) {
		return StartupTasks.onThreads(ticker);
	}

	@Bean
	StartupTaskRegistrar probityStartupTaskRegistrar(ConfigurableApplicationContext context, StartupTasks tasks,
			ProbityProperties properties, ObjectProvider<Probes> probes, ObjectProvider<StartupTaskListener> others) {
		return new StartupTaskRegistrar(context, tasks, new StartupTaskSettings(properties, context.getEnvironment()),
				() -> listeners(context, properties, probes.getObject(), others));
	}

	private static List<StartupTaskListener> listeners(ConfigurableApplicationContext context,
			ProbityProperties properties, Probes probes, ObjectProvider<StartupTaskListener> others) {
		List<StartupTaskListener> listeners = new ArrayList<>();
		listeners.add(new StartupSteps(context.getApplicationStartup()));
		listeners.addAll(others.orderedStream().toList());
		if (StartupTaskSettings.onFailure(properties.startup(),
				context.getEnvironment()) == StartupFailureAction.EXIT) {
			listeners.add(new StartupExit(context, probes::hasCompletedStartup));
		}
		return List.copyOf(listeners);
	}

}
