package dev.probity.test;

import dev.probity.startup.StartupGate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.startup.ProbityStartupAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A context that no test class describes, and its start.
 */
class StartingTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withInitializer(ProbityTester.initializer())
		.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class,
				ProbityAutoConfiguration.class, ProbityStartupAutoConfiguration.class))
		.withUserConfiguration(Starting.class);

	@Test
	void theStartWaitsForWhatIsOutstanding() {
		this.runner.run((context) -> {
			ProbityTester tester = context.getBean(ProbityTester.class);
			assertThat(tester).startup().waitsFor("warmCache").isOutOfService();
			assertThat(tester).readiness().isOutOfService();
			assertThat(tester).liveness().isUp();
			context.getBean(StartupGate.class).open();
			assertThat(tester).startup().isUp();
			assertThat(tester).readiness().isUp();
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Starting {

		@Bean
		StartupGate cache() {
			return new StartupGate("warmCache");
		}

	}

}
