package dev.probity.fleet;

import java.time.InstantSource;
import java.util.SplittableRandom;

import dev.probity.lifecycle.Instance;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Decides on failures by asking peers, where they are set.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityPeersAutoConfiguration.class)
@ConditionalOnBean({ Probes.class, PeerQuestions.class })
@Conditional(PeersConfigured.class)
public final class ProbityFleetAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Fleet probityFleet(PeerQuestions peers, FleetThread thread, Engine engine, ObjectProvider<Probes> probes,
			Instance instance, ApplicationEventPublisher publisher, Ticker ticker) {
		FreshResults own = new FreshResults(engine.monitor(), engine.scheduler()::hasten, FreshResults.FOR_COMPARISON,
				thread::after, ticker, InstantSource.system());
		return new Fleet(new ComparedQuestions(peers, own),
				new AskedFailures(engine.monitor(), engine.criticalities(), probes::getObject), thread::after,
				instance::stir, publisher::publishEvent, ticker, new SplittableRandom());
	}

}
