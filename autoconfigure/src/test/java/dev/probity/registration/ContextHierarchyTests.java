package dev.probity.registration;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.Switch;
import dev.probity.fixture.WebStack;
import dev.probity.startup.StartupTask;
import dev.probity.startup.StartupTaskPolicy;
import dev.probity.startup.StartupTaskRegistration;
import dev.probity.startup.StartupTasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications whose contexts have a parent.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
public class ContextHierarchyTests {

	public static final String NO_SECURITY = "spring.autoconfigure.exclude="
			+ "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration,"
			+ "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration";

	private final WebStack stack;

	ContextHierarchyTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void theChildAloneMayHaveTheProbes() {
		try (RunningApplication application = this.stack
			.run(new SpringApplicationBuilder(NothingButBeans.class).child(PlainApplication.class))) {
			ProbeAgreement.of(application).holdsInEveryState();
		}
	}

	@Test
	void checksAndTasksOfAParentWithoutProbityAreThoseOfTheChild() {
		try (RunningApplication application = this.stack
			.run(new SpringApplicationBuilder(ChecksAndTasks.class).child(PlainApplication.class))) {
			assertThat(application.bean(CheckMonitor.class).snapshots()).containsKeys("stock", "rates", "prices");
			assertThat(application.bean(StartupTasks.class).names()).containsExactlyInAnyOrder("warmUp", "migration");
			application.switchboard().finishStart();
			ProbeAgreement.of(application).readinessIs("UP");
			application.bean(Switch.class).fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
		}
	}

	@Test
	void parentAndChildMayBothBeAutoConfiguredAndShareOneEngine() {
		try (RunningApplication application = this.stack
			.run(new SpringApplicationBuilder(PlainApplication.class).child(ChildApplication.class), NO_SECURITY)) {
			assertThat(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(application.context(), Engine.class))
				.hasSize(1);
			ProbeAgreement.of(application).holdsInEveryState();
		}
	}

	@Test
	void aCheckOfTheChildCountsUntilTheChildCloses() {
		try (RunningApplication application = this.stack
			.run(new SpringApplicationBuilder(PlainApplication.class).child(ChildApplication.class), NO_SECURITY)) {
			application.switchboard().finishStart();
			ProbeAgreement.of(application).readinessIs("UP");
			application.bean(Switch.class).fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			CheckMonitor monitor = application.bean(CheckMonitor.class);
			assertThat(monitor.snapshots()).containsKeys("orders", "search", "worker", "stock");
			application.context().close();
			assertThat(monitor.snapshots()).containsKeys("orders", "search", "worker").doesNotContainKey("stock");
		}
	}

	@Test
	void aServiceOfParentAndChildHasOneCheckThatOutlivesTheChild() {
		try (RunningApplication application = child("probity.http.search-engine.url=http://localhost:1/livez")) {
			CheckMonitor monitor = application.bean(CheckMonitor.class);
			assertThat(monitor.snapshots()).containsKeys("http/payments", "http/search-engine");
			application.context().close();
			assertThat(monitor.snapshots()).containsKey("http/payments").doesNotContainKey("http/search-engine");
		}
	}

	/**
	 * A child of a context that has a service, which it sees as well.
	 */
	private RunningApplication child(String property) {
		ConfigurableApplicationContext parent = new SpringApplicationBuilder(PlainApplication.class)
			.web(WebApplicationType.NONE)
			.properties("probity.http.payments.url=http://localhost:1/livez")
			.registerShutdownHook(false)
			.run();
		try {
			return this.stack.run(new SpringApplicationBuilder(ChildApplication.class).parent(parent), NO_SECURITY,
					property);
		}
		catch (RuntimeException ex) {
			parent.close();
			throw ex;
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class NothingButBeans {

	}

	@Configuration(proxyBeanMethods = false)
	static class ChecksAndTasks {

		@Bean
		Switch stockSwitch() {
			return new Switch();
		}

		@Bean
		DependencyCheck stock(Switch stockSwitch) {
			return stockSwitch.dependency();
		}

		@Bean
		ReactiveDependencyCheck rates() {
			return () -> Mono.just(CheckResult.passed());
		}

		@Bean
		CheckRegistration priceCheck() {
			return new CheckRegistration("prices", (DependencyCheck) CheckResult::passed, CheckPolicy.defaults());
		}

		@Bean
		StartupTask warmUp() {
			return (progress) -> {
			};
		}

		@Bean
		StartupTaskRegistration migrationTask() {
			return new StartupTaskRegistration("migration", (progress) -> {
			}, StartupTaskPolicy.defaults());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class ChildApplication {

		@Bean
		Switch stockSwitch() {
			return new Switch();
		}

		@Bean
		DependencyCheck stock(Switch stockSwitch) {
			return stockSwitch.dependency();
		}

	}

}
