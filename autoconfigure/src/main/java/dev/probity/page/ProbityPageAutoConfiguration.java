package dev.probity.page;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;

import dev.probity.actuate.EndpointPage;
import dev.probity.actuate.ProbityEndpoint;
import dev.probity.actuate.ProbityEndpointAutoConfiguration;
import dev.probity.event.ProbityEventAutoConfiguration;
import dev.probity.probe.Probes;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the page at the endpoint <code>probity</code>.
 *
 * @since 0.1.0
 */
@AutoConfiguration(before = ProbityEndpointAutoConfiguration.class, after = ProbityEventAutoConfiguration.class)
@ConditionalOnWebApplication
@ConditionalOnBean(Probes.class)
@ConditionalOnAvailableEndpoint(endpoint = ProbityEndpoint.class, exposure = EndpointExposure.WEB)
public final class ProbityPageAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(EndpointPage.class)
	StatusPage probityStatusPage() {
		Instant started = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
		return new StatusPage(new ResultHistory(), started, InstantSource.system());
	}

}
