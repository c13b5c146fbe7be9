package dev.probity.test;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.startup.StartupGate;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * An application whose dependencies are not there: whoever asks one really fails.
 */
@SpringBootConfiguration
@EnableAutoConfiguration(excludeName = { "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
		"org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration" })
class OrdersApplication {

	@Bean
	DependencyCheck db() {
		return () -> CheckResult.failed("there is no database");
	}

	@Bean
	DependencyCheck cache() {
		return () -> CheckResult.failed("there is no cache");
	}

	@Bean
	StartupGate cacheGate() {
		StartupGate gate = new StartupGate("warmCache");
		gate.open();
		return gate;
	}

}
