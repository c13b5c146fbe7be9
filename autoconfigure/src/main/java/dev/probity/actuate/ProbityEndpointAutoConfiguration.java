package dev.probity.actuate;

import java.time.InstantSource;

import dev.probity.change.ChangeHistory;
import dev.probity.change.VerdictMonitor;
import dev.probity.consumer.ConsumerReport;
import dev.probity.contract.ProbeContract;
import dev.probity.engine.CheckMonitor;
import dev.probity.event.ProbityEventAutoConfiguration;
import dev.probity.fleet.Fleet;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LivenessControl;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.RestartHistory;
import dev.probity.probe.Probes;
import dev.probity.time.Ticker;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Auto-configuration of the endpoint <code>probity</code>.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityEventAutoConfiguration.class, HealthEndpointAutoConfiguration.class })
@ConditionalOnBean({ Probes.class, VerdictMonitor.class, ChangeHistory.class })
@ConditionalOnAvailableEndpoint(ProbityEndpoint.class)
public final class ProbityEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ProbityEndpoint probityEndpoint(Probes probes, VerdictMonitor verdicts, CheckMonitor monitor,
			ReadinessControl control, Instance instance, ChangeHistory history, ObjectProvider<Fleet> fleet,
			ObjectProvider<RestartHistory> restarts, ObjectProvider<ConsumerReport> consumers, Ticker ticker,
			ObjectProvider<ProbeContract> contract) {
		return new ProbityEndpoint(probes, verdicts, monitor, control,
				new LivenessControl(instance, ticker, InstantSource.system()), history, fleet.getIfAvailable(),
				restarts.getIfAvailable(), () -> ConsumerReport.of(consumers.stream().toList()).consumers(), ticker,
				contract::getIfAvailable);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication
	@ConditionalOnAvailableEndpoint(endpoint = ProbityEndpoint.class, exposure = EndpointExposure.WEB)
	static class WebExtensionConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ProbityEndpointWebExtension probityEndpointWebExtension(ProbityEndpoint endpoint,
				ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<EndpointPage> page) {
			return new ProbityEndpointWebExtension(endpoint, groups.getIfAvailable(), page.getIfAvailable());
		}

	}

}
