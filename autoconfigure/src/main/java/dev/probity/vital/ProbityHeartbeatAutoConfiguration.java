package dev.probity.vital;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of the heartbeats that workers inject, also where no check uses
 * them.
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
