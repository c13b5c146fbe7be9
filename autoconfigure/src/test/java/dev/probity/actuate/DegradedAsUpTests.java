package dev.probity.actuate;

import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client that knows Spring Boot's statuses only is told UP of the whole and of each
 * composite in it; nothing else changes.
 */
@ParameterizedClass
@EnumSource(value = WebStack.class, names = { "TOMCAT", "REACTOR_NETTY" })
class DegradedAsUpTests {

	private static RunningApplication application;

	@Parameter
	WebStack stack;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack) {
		Stock.shelf = Health.up().build();
		application = stack.started(Stock.class, "probity.actuate.degraded-as=up",
				"management.endpoint.health.show-components=always", "probity.checks.stock.criticality=optional",
				"probity.checks.stock.interval=40ms");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@AfterEach
	void allIsWell() {
		Stock.shelf = Health.up().build();
		application.switchboard().search().pass();
		application.switchboard().orders().pass();
		ProbeAgreement.of(application).readinessIs("UP");
	}

	@Test
	void theWholeIsUpAndTheProbesStayDegraded() {
		application.switchboard().search().fail();
		ProbeAgreement.of(application).readinessIs("DEGRADED");
		assertThat(application.get("/readyz").headers().firstValue("X-Health-Degraded")).isPresent();
		assertThat(read("/health", "$.status")).isEqualTo("UP");
		assertThat(read("/health", "$.components.search.status")).isEqualTo("DOWN");
	}

	@Test
	void aCompositeInItIsUpToo() {
		Stock.shelf = Health.down().build();
		await().untilAsserted(
				() -> assertThat(read("/health", "$.components.stock.components.shelf.status")).isEqualTo("DOWN"));
		assertThat(read("/health", "$.components.stock.status")).isEqualTo("UP");
		assertThat(read("/health", "$.status")).isEqualTo("UP");
	}

	@Test
	void whatIsRequiredMakesItDown() {
		application.switchboard().search().fail();
		application.switchboard().orders().fail();
		ProbeAgreement.of(application).readinessIs("DOWN");
		assertThat(application.actuator("/health").statusCode()).isEqualTo(503);
		assertThat(read("/health", "$.status")).isEqualTo("DOWN");
	}

	private static String read(String path, String expression) {
		return JsonPath.read(application.actuator(path).body(), expression);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Stock {

		static volatile Health shelf = Health.up().build();

		@Bean
		CompositeHealthContributor stockHealthContributor() {
			HealthIndicator indicator = () -> shelf;
			HealthIndicator other = () -> Health.up().build();
			return CompositeHealthContributor.fromMap(Map.of("shelf", indicator, "cellar", other));
		}

	}

}
