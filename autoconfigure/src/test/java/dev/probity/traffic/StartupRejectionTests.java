package dev.probity.traffic;

import java.net.http.HttpResponse;

import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.startup.WarmingApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.StringUtils;

import static dev.probity.startup.WarmingApplication.finishWarmUp;
import static dev.probity.startup.WarmingApplication.warmUpOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which requests are rejected until the application has come up. Tomcat and Jetty share
 * the filter and the paths.
 */
class StartupRejectionTests {

	private static final String REJECT = "probity.startup.reject-traffic=true";

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void rejectsEveryRequestOfTheApplicationUntilItHasComeUp(WebStack stack) {
		try (RunningApplication application = WarmingApplication.start(stack, REJECT)) {
			rejected(application.get("/page.txt"));
			rejected(application.get("/nothing"));
			rejected(application.get("/"));
			rejected(application.post("/orders", "{}"));
			rejected(application.send("HEAD", "/page.txt"));
			rejected(application.get("/actuators"));
			answersProbesAndActuator(application);
			assertThat(application.bean(Traffic.class).servedRequests()).isPositive();
			assertThat(application.bean(Traffic.class).countedRequests()).as("for or against it").isZero();
			finishWarmUp(application);
			assertThat(application.get("/page.txt").statusCode()).isEqualTo(200);
			assertThat(application.get("/nothing").statusCode()).isEqualTo(404);
			assertThat(application.get("/page.txt").headers().firstValue("Retry-After")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void theApplicationMayBeBelowOtherPaths(WebStack stack) {
		try (RunningApplication application = WarmingApplication.start(stack,
				StringUtils.concatenateStringArrays(stack.otherPaths(), new String[] { REJECT }))) {
			rejected(application.get("/page.txt"));
			answersProbesAndActuator(application);
			finishWarmUp(application);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void actuatorMayBeTheNeighbourOfTheApplication(WebStack stack) {
		try (RunningApplication application = WarmingApplication.start(stack, REJECT,
				"management.endpoints.web.base-path=/", "management.endpoint.health.show-details=always",
				"management.endpoint.health.group.startup.additional-path=server:/up")) {
			rejected(application.get("/page.txt"));
			assertThat(application.get("/info").statusCode()).isEqualTo(200);
			assertThat(application.get("/health").statusCode()).isEqualTo(200);
			assertThat(application.get("/health/liveness").statusCode()).isEqualTo(200);
			assertThat(application.get("/probity").statusCode()).isEqualTo(200);
			assertThat(application.get("/up").body()).contains("warm-cache");
			warmUpOf(application).complete(null);
			await().until(() -> application.get("/page.txt").statusCode() == 200);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "REACTOR_NETTY" })
	void aManagementPortOfItsOwnIsNeverClosed(WebStack stack) {
		try (RunningApplication application = WarmingApplication.start(stack, REJECT, "management.server.port=0",
				"management.endpoints.web.base-path=/")) {
			rejected(application.get("/page.txt"));
			assertThat(application.management("/info").statusCode()).isEqualTo(200);
			assertThat(application.management("/health/liveness").statusCode()).isEqualTo(200);
			assertThat(application.management("/nothing").statusCode()).isEqualTo(404);
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.get("/startupz").body()).contains("OUT_OF_SERVICE");
			warmUpOf(application).complete(null);
			await().until(() -> application.get("/page.txt").statusCode() == 200);
		}
	}

	private static void answersProbesAndActuator(RunningApplication application) {
		assertThat(application.get("/livez").statusCode()).isEqualTo(200);
		ProbeAgreement.of(application).startupIs("OUT_OF_SERVICE");
		ProbeAgreement.of(application).readinessIs("OUT_OF_SERVICE");
		assertThat(application.actuator("").statusCode()).isEqualTo(200);
		assertThat(application.actuator("/info").statusCode()).isEqualTo(200);
		assertThat(application.actuator("/nothing").statusCode()).isEqualTo(404);
	}

	private static void rejected(HttpResponse<String> response) {
		assertThat(response.statusCode()).as(response.uri().toString()).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(response.body()).isEmpty();
	}

}
