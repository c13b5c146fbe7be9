package dev.probity.test.contract.honest;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application that makes none of the classic mistakes.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
		"org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
		"org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration" })
public class HonestApplication {

	@Bean
	DependencyCheck db() {
		return () -> CheckResult.failed("there is no database");
	}

	@Bean
	@ConditionalOnProperty(name = "security", havingValue = "probes", matchIfMissing = true)
	SecurityFilterChain probesForEverybody(HttpSecurity http) throws Exception {
		// @formatter:off
		http.authorizeHttpRequests((requests) -> requests
			.requestMatchers("/livez", "/readyz", "/startupz", "/actuator/health/**").permitAll()
			.anyRequest().authenticated())
			.httpBasic(Customizer.withDefaults());
		// @formatter:on
		return http.build();
	}

}
