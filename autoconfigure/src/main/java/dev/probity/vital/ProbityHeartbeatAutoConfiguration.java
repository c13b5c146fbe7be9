package dev.probity.vital;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Heartbeats for workers to inject: there, too, where nobody listens to them.
 *
 * @since 0.1.0
 */
@AutoConfiguration
public final class ProbityHeartbeatAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LiveHeartbeats probityHeartbeats() {
		return new LiveHeartbeats();
	}

}
