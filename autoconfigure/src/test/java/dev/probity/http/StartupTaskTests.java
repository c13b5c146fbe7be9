package dev.probity.http;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.startup.StartupTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a starting application answers while a startup task holds it up.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class StartupTaskTests {

	private static final String DETAILS = "management.endpoint.health.show-details=";

	private static final String[] SETTINGS = { "management.endpoints.web.exposure.include=health,info,probity",
			"logging.level.dev.probity.startup=off" };

	private static final String REJECT = "probity.startup.reject-traffic=true";

	private final WebStack stack;

	StartupTaskTests(WebStack stack) {
		this.stack = stack;
	}

	private RunningApplication start(String... properties) {
		return startShowing("always", properties);
	}

	private RunningApplication startShowing(String details, String... properties) {
		RunningApplication application = this.stack
			.run(new SpringApplicationBuilder(PlainApplication.class, WarmUp.class), StringUtils
				.concatenateStringArrays(StringUtils.addStringToArray(SETTINGS, DETAILS + details), properties));
		application.switchboard().finishStart();
		return application;
	}

	private static void finishWarmUp(RunningApplication application) {
		application.context().getBean("warmUp", CompletableFuture.class).complete(null);
		ProbeAgreement.of(application).startupIs("UP");
	}

	@Test
	void startupAndReadinessSayHowFarTheTaskHasComeAndLivenessIsUp() {
		try (RunningApplication application = start()) {
			ProbeAgreement.of(application).startupIs("OUT_OF_SERVICE");
			ProbeAgreement.of(application).readinessIs("OUT_OF_SERVICE");
			ProbeAgreement.of(application).livenessIs("UP");
			await().untilAsserted(() -> {
				for (String path : new String[] { "/startupz", "/readyz" }) {
					assertThat(application.get(path + "?verbose").body())
						.containsPattern("\\[-]lifecycle starting: warm-cache 1200/5000 \\(\\d+m?s\\)\n");
				}
			});
			assertThat(JsonPath.<String>read(application.actuator("/health/startup").body(),
					"$.components.lifecycle.details.waitingFor[0]"))
				.matches("warm-cache 1200/5000 \\(\\d+m?s\\)");
			String endpoint = application.actuator("/probity").body();
			assertThat(JsonPath.<String>read(endpoint, "$.probes.readiness.reasons[0].subject"))
				.isEqualTo("warm-cache");
			assertThat(JsonPath.<String>read(endpoint, "$.probes.readiness.reasons[0].progress"))
				.matches("1200/5000 \\(\\d+m?s\\)");
			assertThat(application.get("/page.txt").statusCode()).as("requests are served meanwhile").isEqualTo(200);
			finishWarmUp(application);
			ProbeAgreement.of(application).readinessIs("UP");
			assertThat(application.get("/startupz?verbose").body()).isEqualTo("startupz check passed\n");
			assertThat(application.actuator("/health/startup").body()).doesNotContain("waitingFor");
		}
	}

	@Test
	void whoMayNotSeeDetailsSeesNoneOfIt() {
		try (RunningApplication application = startShowing("never",
				"management.endpoint.health.show-components=always")) {
			assertThat(application.get("/startupz?verbose").body())
				.startsWith("[-]lifecycle starting: reason withheld\n");
			assertThat(application.actuator("/health/startup").body()).doesNotContain("1200");
			String endpoint = application.actuator("/probity").body();
			assertThat(endpoint).contains("warm-cache").doesNotContain("1200");
			finishWarmUp(application);
		}
	}

	@Test
	void aTaskThatIsTriedAgainSaysSoAndOneThatHasFailedStaysDownAndSaysWhy() {
		try (RunningApplication application = start("probity.startup.tasks.warm-cache.retries=1",
				"probity.startup.tasks.warm-cache.back-off=1s")) {
			application.context()
				.getBean("warmUp", CompletableFuture.class)
				.completeExceptionally(new IllegalStateException("no route"));
			await().untilAsserted(() -> assertThat(application.get("/readyz?verbose").body()).containsPattern(
					"\\[-]lifecycle starting: warm-cache tried again in \\d+m?s, attempt 1 of 2 failed: .*no route\n"));
			await().untilAsserted(() -> assertThat(application.get("/readyz?verbose").body())
				.containsPattern("\\[-]lifecycle starting: warm-cache failed after 2 attempts: .*no route\n"));
			ProbeAgreement.of(application).startupIs("OUT_OF_SERVICE");
			ProbeAgreement.of(application).readinessIs("OUT_OF_SERVICE");
			ProbeAgreement.of(application).livenessIs("UP");
		}
	}

	@Test
	void aTaskPastItsTimeoutIsStuck() {
		try (RunningApplication application = start("probity.startup.tasks.warm-cache.timeout=100ms")) {
			await().untilAsserted(() -> assertThat(application.get("/startupz?verbose").body())
				.startsWith("[-]lifecycle starting: warm-cache stuck: timed out after 100ms\n"));
		}
	}

	@Test
	void rejectsEveryRequestOfTheApplicationUntilItHasComeUp() {
		try (RunningApplication application = start(REJECT)) {
			rejected(application.get("/page.txt"));
			rejected(application.get("/nothing"));
			rejected(application.get("/"));
			rejected(application.post("/orders", "{}"));
			rejected(application.send("HEAD", "/page.txt"));
			rejected(application.get("/actuators"));
			answersProbesAndActuator(application);
			finishWarmUp(application);
			assertThat(application.get("/page.txt").statusCode()).isEqualTo(200);
			assertThat(application.get("/nothing").statusCode()).isEqualTo(404);
			assertThat(application.get("/page.txt").headers().firstValue("Retry-After")).isEmpty();
		}
	}

	@Test
	void theApplicationMayBeBelowOtherPaths() {
		try (RunningApplication application = start(
				StringUtils.concatenateStringArrays(this.stack.otherPaths(), new String[] { REJECT }))) {
			rejected(application.get("/page.txt"));
			answersProbesAndActuator(application);
			finishWarmUp(application);
		}
	}

	@Test
	void actuatorMayBeTheNeighbourOfTheApplication() {
		try (RunningApplication application = start(REJECT, "management.endpoints.web.base-path=/",
				"management.endpoint.health.group.startup.additional-path=server:/up")) {
			rejected(application.get("/page.txt"));
			assertThat(application.get("/info").statusCode()).isEqualTo(200);
			assertThat(application.get("/health").statusCode()).isEqualTo(200);
			assertThat(application.get("/health/liveness").statusCode()).isEqualTo(200);
			assertThat(application.get("/probity").statusCode()).isEqualTo(200);
			assertThat(application.get("/up").body()).contains("warm-cache");
			application.context().getBean("warmUp", CompletableFuture.class).complete(null);
			await().until(() -> application.get("/page.txt").statusCode() == 200);
		}
	}

	@Test
	void aManagementPortOfItsOwnIsNeverClosed() {
		try (RunningApplication application = start(REJECT, "management.server.port=0",
				"management.endpoints.web.base-path=/")) {
			rejected(application.get("/page.txt"));
			assertThat(application.management("/info").statusCode()).isEqualTo(200);
			assertThat(application.management("/health/liveness").statusCode()).isEqualTo(200);
			assertThat(application.management("/nothing").statusCode()).isEqualTo(404);
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.get("/startupz").body()).contains("OUT_OF_SERVICE");
			application.context().getBean("warmUp", CompletableFuture.class).complete(null);
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

	@Configuration(proxyBeanMethods = false)
	static class WarmUp {

		@Bean
		CompletableFuture<Void> warmUp() {
			return new CompletableFuture<>();
		}

		@Bean("warm-cache")
		StartupTask warmCache(CompletableFuture<Void> warmUp) {
			return (progress) -> {
				progress.set(1200, 5000);
				warmUp.get();
			};
		}

	}

}
