package dev.probity.actuate;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The health endpoint as a whole: what the application has said it can do without makes
 * it DEGRADED, everything else DOWN as ever.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class RootHealthTests {

	private static RunningApplication application;

	@Parameter
	WebStack stack;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack) {
		Indicators.mail.set(Health.up().build());
		application = stack.started(Indicators.class, "management.endpoint.health.show-components=always",
				"probity.checks.mail.interval=40ms");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@AfterEach
	void allIsWell() {
		application.switchboard().search().pass();
		application.switchboard().orders().pass();
		Indicators.mail.set(Health.up().build());
		AvailabilityChangeEvent.publish(application.context(), LivenessState.CORRECT);
		rootIs("UP", 200);
	}

	@Test
	void itHasWhatIsLookedAtInsideTheProcessButNotTheServerThatTheProbesAskThemselves() {
		assertThat(JsonPath.<Map<String, Object>>read(application.actuator("/health").body(), "$.components"))
			.containsKeys("deadlock", "memory", "scheduler", "diskSpace", "fileDescriptors", "taskExecutors",
					"oldestRequest", "executor", "requests")
			.doesNotContainKey("server");
	}

	@Test
	void whatIsSaidToBeOptionalMakesItDegraded() {
		application.switchboard().search().fail();
		rootIs("DEGRADED", 200);
		assertThat(JsonPath.<String>read(application.actuator("/health").body(), "$.components.search.status"))
			.isEqualTo("DOWN");
	}

	@Test
	void whatIsRequiredMakesItDown() {
		application.switchboard().search().fail();
		application.switchboard().orders().fail();
		rootIs("DOWN", 503);
	}

	@Test
	void whatNobodyHasNamedMakesItDownAsEver() {
		application.switchboard().search().fail();
		Indicators.mail.set(Health.down().build());
		rootIs("DOWN", 503);
		Indicators.mail.set(Health.outOfService().build());
		rootIs("OUT_OF_SERVICE", 503);
	}

	@Test
	void theAvailabilityOfTheApplicationCounts() {
		application.switchboard().search().fail();
		rootIs("DEGRADED", 200);
		AvailabilityChangeEvent.publish(application.context(), LivenessState.BROKEN);
		rootIs("DOWN", 503);
	}

	@Test
	void aCompositeWithoutPartsHasNoStatus() {
		assertThat(application.bean(CheckMonitor.class).snapshots().keySet())
			.noneMatch((check) -> check.startsWith("tenants") || check.startsWith("regions"));
		application.switchboard().search().fail();
		rootIs("DEGRADED", 200);
	}

	private static void rootIs(String status, int code) {
		await().untilAsserted(() -> {
			var response = application.actuator("/health");
			assertThat(JsonPath.<String>read(response.body(), "$.status")).isEqualTo(status);
			assertThat(response.statusCode()).isEqualTo(code);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class Indicators {

		static final AtomicReference<Health> mail = new AtomicReference<>();

		@Bean
		HealthIndicator mailHealthIndicator() {
			return mail::get;
		}

		@Bean
		CompositeHealthContributor regionsHealthContributor() {
			return CompositeHealthContributor
				.fromMap(Map.of("north", CompositeHealthContributor.fromMap(Map.<String, HealthIndicator>of())));
		}

		@Bean
		CompositeHealthContributor tenantsHealthContributor() {
			return new CompositeHealthContributor() {

				@Override
				public @Nullable HealthContributor getContributor(String name) {
					return null;
				}

				@Override
				public Stream<Entry> stream() {
					return Stream.of();
				}

			};
		}

		@Bean
		CompositeReactiveHealthContributor zonesHealthContributor() {
			return CompositeReactiveHealthContributor.fromMap(Map.<String, ReactiveHealthIndicator>of());
		}

	}

}
