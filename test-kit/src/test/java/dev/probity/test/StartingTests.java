package dev.probity.test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.startup.ProbityStartupAutoConfiguration;
import dev.probity.startup.StartupGate;
import dev.probity.startup.StartupTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

	@Test
	void theStartWaitsForATaskUntilItIsDone() {
		this.runner.withUserConfiguration(Warming.class).run((context) -> {
			ProbityTester tester = context.getBean(ProbityTester.class);
			context.getBean(StartupGate.class).open();
			assertThat(tester).startup().waitsFor("prices");
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(tester).startup().waitsFor("warmCache"))
				.withMessageContaining("prices");
			context.getBean(CountDownLatch.class).countDown();
			assertThat(tester).startup().isUp();
		});
	}

	/**
	 * Nothing is ever heard of the check, and the time by which that would be over stands
	 * still.
	 */
	@Test
	@Timeout(20)
	void aContextGoesOnAfterAPauseWhateverTimeItIs() {
		this.runner.withBean("db", DependencyCheck.class, () -> CheckResult::passed).run((context) -> {
			ProbityTester tester = context.getBean(ProbityTester.class);
			context.getBean(StartupGate.class).open();
			assertThat(tester).readiness().isUp();
			tester.check("db").isStale();
			context.stop();
			context.start();
			tester.reset();
			assertThat(tester).readiness().isUp();
		});
	}

	@Test
	void anApplicationThatIsRunIsReadyOnceAndAfterItsRunners() {
		List<String> events = new CopyOnWriteArrayList<>();
		ApplicationListener<ApplicationReadyEvent> ready = (event) -> events.add("ready");
		try (ConfigurableApplicationContext application = new SpringApplicationBuilder(OrdersApplication.class)
			.web(WebApplicationType.NONE)
			.initializers(ProbityTester.initializer(), (context) -> {
				context.getBeanFactory().registerSingleton("ready", ready);
				context.getBeanFactory()
					.registerSingleton("runner", (ApplicationRunner) (arguments) -> events.add("runner"));
			})
			.run()) {
			assertThat(application.getBean(ProbityTester.class)).readiness().isUp();
		}
		assertThat(events).containsExactly("runner", "ready");
	}

	@Configuration(proxyBeanMethods = false)
	static class Warming {

		@Bean
		CountDownLatch end() {
			return new CountDownLatch(1);
		}

		@Bean
		StartupTask prices(CountDownLatch end) {
			return (progress) -> end.await();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Starting {

		@Bean
		StartupGate cache() {
			return new StartupGate("warmCache");
		}

	}

}
