package dev.probity.registration;

import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.Switch;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
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

	@Configuration(proxyBeanMethods = false)
	static class NothingButBeans {

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
