package dev.probity.startup;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.probity.startup.WarmingApplication.finishWarmUp;
import static dev.probity.startup.WarmingApplication.warmUpOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a starting application answers while a startup task holds it up.
 */
class StartupTaskTests {

	private static final String DETAILS = "management.endpoint.health.show-details=";

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void startupAndReadinessSayHowFarTheTaskHasComeAndLivenessIsUp(WebStack stack) {
		try (RunningApplication application = WarmingApplication.start(stack, DETAILS + "always")) {
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
			assertThat(application.get("/startupz?verbose").body()).matches("# Started.*\\.\nstartupz check passed\n");
			assertThat(application.actuator("/health/startup").body()).doesNotContain("waitingFor");
		}
	}

	@Test
	void whoMayNotSeeDetailsSeesNoneOfIt() {
		try (RunningApplication application = WarmingApplication.start(WebStack.TOMCAT, DETAILS + "never",
				"management.endpoint.health.show-components=always")) {
			assertThat(application.get("/startupz?verbose").body()).startsWith("# Starting")
				.contains("\n[-]lifecycle starting: reason withheld\n");
			assertThat(application.actuator("/health/startup").body()).doesNotContain("1200/5000");
			String endpoint = application.actuator("/probity").body();
			assertThat(endpoint).contains("warm-cache").doesNotContain("1200/5000");
			finishWarmUp(application);
		}
	}

	@Test
	void aTaskThatIsTriedAgainSaysSoAndOneThatHasFailedStaysDownAndSaysWhy() {
		try (RunningApplication application = WarmingApplication.start(WebStack.TOMCAT, DETAILS + "always",
				"probity.startup.tasks.warm-cache.retries=1", "probity.startup.tasks.warm-cache.back-off=1s")) {
			warmUpOf(application).completeExceptionally(new IllegalStateException("no route"));
			await().untilAsserted(() -> assertThat(application.get("/readyz?verbose").body()).containsPattern(
					"\\[-]lifecycle starting: warm-cache retrying in \\d+m?s, attempt 1 of 2 failed: .*no route\n"));
			await().untilAsserted(() -> assertThat(application.get("/readyz?verbose").body())
				.containsPattern("\\[-]lifecycle starting: warm-cache failed after 2 attempts: .*no route\n"));
			ProbeAgreement.of(application).startupIs("OUT_OF_SERVICE");
			ProbeAgreement.of(application).readinessIs("OUT_OF_SERVICE");
			ProbeAgreement.of(application).livenessIs("UP");
		}
	}

	@Test
	void aTaskPastItsTimeoutIsStuck() {
		try (RunningApplication application = WarmingApplication.start(WebStack.TOMCAT, DETAILS + "always",
				"probity.startup.tasks.warm-cache.timeout=100ms")) {
			await().untilAsserted(() -> assertThat(application.get("/startupz?verbose").body())
				.contains("\n[-]lifecycle starting: warm-cache stuck: timed out after 100ms\n"));
		}
	}

}
