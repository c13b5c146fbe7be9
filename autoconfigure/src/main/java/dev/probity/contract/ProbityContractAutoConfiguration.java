package dev.probity.contract;

import java.time.InstantSource;

import dev.probity.budget.ProbityShutdownBudgetAutoConfiguration;
import dev.probity.probe.Probes;
import dev.probity.time.Ticker;
import dev.probity.traffic.ProbityTrafficAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Who requests the probes, what is wrong with that, and the manifest that fits.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityTrafficAutoConfiguration.class, ProbityShutdownBudgetAutoConfiguration.class })
@ConditionalOnBean(Probes.class)
public final class ProbityContractAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ProbeContract probityProbeContract(ConfigurableApplicationContext context, Probes probes, Ticker ticker) {
		ContextsBelow contexts = new ContextsBelow(context);
		context.addApplicationListener(contexts);
		RunningInstance instance = new RunningInstance(context, contexts, probes, ticker, InstantSource.system());
		return new ProbeContract(instance::callers, instance);
	}

}
