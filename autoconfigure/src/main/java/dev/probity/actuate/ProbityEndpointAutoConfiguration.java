package dev.probity.actuate;

import dev.probity.check.CheckMonitor;
import dev.probity.event.ProbityEventAutoConfiguration;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.ChangeHistory;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictMonitor;
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
			ReadinessControl control, ChangeHistory history, Ticker ticker) {
		return new ProbityEndpoint(probes, verdicts, monitor, control, history, ticker);
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
