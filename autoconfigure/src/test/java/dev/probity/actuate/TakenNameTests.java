package dev.probity.actuate;

import java.util.Map;
import java.util.Set;

import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Names that Probity uses for its groups and their members are those of the application
 * first: without Probity it starts with an indicator of any of them.
 */
@ExtendWith(OutputCaptureExtension.class)
class TakenNameTests {

	private static final String NO_PROBES = "management.endpoint.health.probes.enabled=false";

	private static final String SHOWN = "management.endpoint.health.show-components=always";

	private final ApplicationContextRunner runner = Contexts.withoutWeb().withPropertyValues(SHOWN);

	@ParameterizedTest
	@CsvSource({ "startup, startupHealthIndicator", "startup, startupHealthContributor", "startup, startup",
			"readiness, readinessHealthIndicator", "liveness, livenessHealthContributor" })
	void anIndicatorWithTheNameOfAGroupIsShownInPlaceOfTheGroup(String name, String bean, CapturedOutput output) {
		this.runner.withPropertyValues(NO_PROBES)
			.withBean(bean, HealthIndicator.class, () -> () -> Health.outOfService().build())
			.run((context) -> isShownInPlaceOfTheGroup(context, name, output));
	}

	@ParameterizedTest
	@ValueSource(strings = { "startup", "readiness" })
	void aReactiveOneIsToo(String name, CapturedOutput output) {
		this.runner.withPropertyValues(NO_PROBES)
			.withBean(name + "HealthIndicator", ReactiveHealthIndicator.class,
					() -> () -> Mono.just(Health.outOfService().build()))
			.run((context) -> isShownInPlaceOfTheGroup(context, name, output));
	}

	@Test
	void startupIsNoGroupOfSpringBootsWithProbesEither(CapturedOutput output) {
		this.runner.withBean("startupHealthIndicator", HealthIndicator.class, () -> () -> Health.outOfService().build())
			.run((context) -> isShownInPlaceOfTheGroup(context, "startup", output));
	}

	@Test
	void aGroupWhoseNameNobodyHasIsThere(CapturedOutput output) {
		this.runner.withBean("startup", Runnable.class, () -> () -> {
		}).run((context) -> {
			assertThat(context.getBean(HealthEndpointGroups.class).getNames()).contains("startup", "readiness",
					"liveness");
			assertThat(output).doesNotContain("There is no health group");
		});
	}

	private static void isShownInPlaceOfTheGroup(ConfigurableApplicationContext context, String name,
			CapturedOutput output) {
		Contexts.ready(context);
		HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
		await()
			.untilAsserted(() -> assertThat(endpoint.healthForPath(name).getStatus()).isEqualTo(Status.OUT_OF_SERVICE));
		assertThat(context.getBean(HealthEndpointGroups.class).getNames()).doesNotContain(name);
		assertThat(context.getBean(CheckMonitor.class).snapshots()).containsKey(name);
		for (String probe : Set.of(Probe.STARTUP, Probe.READINESS, Probe.LIVENESS)) {
			Contexts.awaitStatus(context, probe, ProbeStatus.UP);
			if (!probe.equals(name)) {
				assertThat(endpoint.healthForPath(probe).getStatus()).isEqualTo(Status.UP);
			}
		}
		assertThat(output)
			.containsOnlyOnce(
					"There is no health group '%s', because the application has a health indicator".formatted(name))
			.doesNotContain("is not Probity's");
	}

	@ParameterizedTest
	@ValueSource(strings = { "lifecycleHealthIndicator", "lifecycleHealthContributor", "lifecycle" })
	void anIndicatorNamedLifecycleIsShownAsEver(String bean) {
		this.runner
			.withBean(bean, HealthIndicator.class,
					() -> () -> Health.outOfService().withDetail("whose", "mine").build())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				await().untilAsserted(() -> assertThat(endpoint.healthForPath("lifecycle").getStatus())
					.isEqualTo(Status.OUT_OF_SERVICE));
				assertThat(components(endpoint.health()).get("lifecycle").getStatus()).isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(components(endpoint.health())).doesNotContainKey("probityLifecycle");
				HealthDescriptor readiness = endpoint.healthForPath("readiness");
				assertThat(readiness.getStatus()).isEqualTo(Status.UP);
				assertThat(components(readiness)).doesNotContainKey("lifecycle");
				assertThat(components(readiness).get("probityLifecycle").getStatus().getCode()).isEqualTo("SERVING");
			});
	}

	@Test
	void anIndicatorNamedLifecycleMayBeAMember() {
		this.runner.withPropertyValues("management.endpoint.health.group.readiness.include=lifecycle")
			.withBean("lifecycleHealthContributor", HealthContributor.class,
					() -> CompositeHealthContributor
						.fromMap(Map.of("part", (HealthIndicator) () -> Health.down().build())))
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				HealthDescriptor readiness = context.getBean(HealthEndpoint.class).healthForPath("readiness");
				assertThat(readiness.getStatus()).isEqualTo(Status.DOWN);
				assertThat(components(readiness)).containsOnlyKeys("lifecycle", "probityLifecycle");
			});
	}

	@Test
	void thePhaseIsNamedLifecycleWhereNobodyElseIs() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Probes.class)).isNotNull();
			assertThat(components(context.getBean(HealthEndpoint.class).healthForPath("startup")))
				.containsOnlyKeys("lifecycle");
		});
	}

	private static Map<String, HealthDescriptor> components(HealthDescriptor descriptor) {
		return ((CompositeHealthDescriptor) descriptor).getComponents();
	}

}
