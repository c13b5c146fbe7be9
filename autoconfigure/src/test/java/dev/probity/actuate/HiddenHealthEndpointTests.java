package dev.probity.actuate;

import dev.probity.check.CheckState;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SwitchboardConfiguration;
import dev.probity.fixture.Switchboard;
import dev.probity.fixture.WebStack;
import dev.probity.probe.ProbeStatus;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the application says of its health groups is said to the probes, too, and so holds
 * where nobody can ask the health endpoint.
 */
@ExtendWith(OutputCaptureExtension.class)
class HiddenHealthEndpointTests {

	private static final String HEALTH = "management.endpoint.health.";

	private static final String READINESS = HEALTH + "group.readiness.";

	private static final String HIDDEN = "management.endpoints.web.exposure.include=info";

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withUserConfiguration(SwitchboardConfiguration.class)
		.withPropertyValues(SwitchboardConfiguration.PROPERTIES);

	@ParameterizedTest
	@EnumSource(value = WebStack.class, names = { "TOMCAT", "REACTOR_NETTY" })
	void whatIsNotIncludedDoesNotCount(WebStack stack) {
		try (RunningApplication application = started(stack, "readinessState")) {
			assertThat(application.actuator("/health").statusCode()).isEqualTo(404);
			application.switchboard().orders().fail();
			await().until(() -> Contexts.check(application.context(), "orders").state() == CheckState.FAILING);
			assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource(value = WebStack.class, names = { "TOMCAT", "REACTOR_NETTY" })
	void whatIsIncludedIsRequired(WebStack stack) {
		try (RunningApplication application = started(stack, "worker")) {
			application.switchboard().worker().fail();
			await().untilAsserted(() -> assertThat(application.get("/readyz").statusCode()).isEqualTo(503));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { HIDDEN, "management.endpoints.web.exposure.exclude=*", HEALTH + "access=NONE" })
	void howeverItIsHidden(String hidden) {
		this.runner.withPropertyValues(hidden, READINESS + "include=readinessState").run((context) -> {
			assertThat(context).doesNotHaveBean(HealthEndpoint.class);
			assertThat(context).hasSingleBean(HealthEndpointProperties.class);
			context.getBean(Switchboard.class).orders().fail();
			context.getBean(Switchboard.class).finishStart();
			Contexts.ready(context);
			await().until(() -> Contexts.check(context, "orders").state() == CheckState.FAILING);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@Test
	void whereItIsToBeSeenItsSettingsAreThereOnce() {
		this.runner.run((context) -> {
			assertThat(context).hasSingleBean(HealthEndpoint.class);
			assertThat(context).hasSingleBean(HealthEndpointProperties.class);
		});
	}

	@Test
	void anIndicatorThatIsIncludedIsRequired() {
		this.runner.withPropertyValues(HIDDEN, READINESS + "include=legacy")
			.withBean("legacyHealthIndicator", HealthIndicator.class, () -> () -> Health.down().build())
			.run((context) -> {
				context.getBean(Switchboard.class).finishStart();
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "status.order=fatal,down", "status.http-mapping.fatal=503",
			"group.readiness.status.http-mapping.fatal=503" })
	void whatIsSaidOfStatusesHolds(String setting) {
		this.runner.withPropertyValues(HIDDEN, READINESS + "include=legacy", HEALTH + setting)
			.withBean("legacyHealthIndicator", HealthIndicator.class, () -> () -> Health.status("FATAL").build())
			.run((context) -> {
				context.getBean(Switchboard.class).finishStart();
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			});
	}

	@Test
	void aDependencyInTheLivenessGroupStopsTheStart() {
		this.runner.withPropertyValues(HIDDEN, HEALTH + "group.liveness.include=livenessState,orders")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("orders"));
	}

	@Test
	void whatAProbeIgnoresIsSaid(CapturedOutput output) {
		this.runner
			.withPropertyValues(HIDDEN, READINESS + "status.http-mapping.down=200",
					HEALTH + "group.startup.include=orders")
			.run((context) -> assertThat(output)
				.contains("The probes ignore '" + READINESS + "status.http-mapping.down'")
				.contains("'management.endpoint.health.group.startup.include'"));
	}

	private static RunningApplication started(WebStack stack, String included) {
		RunningApplication application = stack.starting(PlainApplication.class, HIDDEN,
				READINESS + "include=" + included);
		application.switchboard().finishStart();
		await().untilAsserted(() -> assertThat(application.get("/readyz").statusCode()).isEqualTo(200));
		return application;
	}

}
