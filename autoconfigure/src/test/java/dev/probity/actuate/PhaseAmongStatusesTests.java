package dev.probity.actuate;

import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An indicator may call its own status what Probity calls a phase. That makes no group of
 * the composite that it is in, and hides no group that it is a member of.
 */
class PhaseAmongStatusesTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("management.endpoint.health.show-components=always",
				"management.endpoint.health.group.readiness.include=aLone,stages,orders",
				"probity.defaults.retry-interval=20ms")
		.withBean("orders", DependencyCheck.class, () -> () -> CheckResult.failed("refused"));

	@ParameterizedTest
	@ValueSource(strings = { "STARTING", "SERVING", "LAME_DUCK", "STOPPED" })
	void aStatusOfItsOwnThatIsCalledAsAPhaseIs(String code) {
		this.runner.withBean("aLoneHealthIndicator", HealthIndicator.class, () -> () -> Health.status(code).build())
			.withBean("stagesHealthContributor", CompositeHealthContributor.class,
					() -> CompositeHealthContributor.fromMap(Map.of("odd",
							(HealthIndicator) () -> Health.status(code).build(), "usual", () -> Health.up().build())))
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
				await().untilAsserted(() -> assertThat(endpoint.healthForPath("readiness", "stages", "odd").getStatus())
					.isEqualTo(new Status(code)));
				await().untilAsserted(() -> assertThat(endpoint.healthForPath("readiness", "aLone").getStatus())
					.isEqualTo(new Status(code)));
				CompositeHealthDescriptor readiness = (CompositeHealthDescriptor) endpoint.healthForPath("readiness");
				assertThat(readiness.getStatus()).isEqualTo(Status.DOWN);
				assertThat(readiness.getComponents().get("stages").getStatus()).isEqualTo(Status.UP);
				assertThat(readiness.getComponents().get("lifecycle").getStatus().getCode()).isEqualTo("SERVING");
			});
	}

}
