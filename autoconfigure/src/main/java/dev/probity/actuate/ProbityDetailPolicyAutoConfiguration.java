package dev.probity.actuate;

import dev.probity.probe.DetailPolicy;
import dev.probity.probe.Probes;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * What is shown to whom. Where there is no health endpoint, nothing is but the status.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityHealthAutoConfiguration.class, HealthEndpointAutoConfiguration.class })
@ConditionalOnBean({ Probes.class, HealthEndpointGroups.class })
public final class ProbityDetailPolicyAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DetailPolicy probityDetailPolicy(HealthEndpointGroups groups) {
		return new GroupDetailPolicy(groups);
	}

}
