package dev.probity.actuate;

import java.net.http.HttpResponse;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.Switch;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Actuator shows of probes and checks to those who may see it.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class HealthGroupTests {

	private static RunningApplication application;

	@Parameter
	WebStack stack;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack) {
		application = stack.started(NestedApplication.class, "management.endpoint.health.show-components=always",
				"management.endpoint.health.show-details=always", "management.endpoint.health.group.all.include=*",
				"management.endpoint.health.group.custom.include=db",
				"probity.checks[db/reporting].criticality=optional");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@AfterEach
	void allIsWell() {
		application.bean(Switch.class).pass();
		application.switchboard().worker().pass();
		ProbeAgreement.of(application).readinessIs("UP");
		ProbeAgreement.of(application).livenessIs("UP");
	}

	@Test
	void theGroupsHaveTheMembersOfTheirProbes() {
		assertThat(components("/health/readiness")).containsOnlyKeys("db", "diskSpace", "errorRate", "executor",
				"fileDescriptors", "lifecycle", "orders", "requests", "search");
		assertThat(components("/health/liveness")).containsOnlyKeys("deadlock", "lifecycle", "memory", "scheduler",
				"worker");
		assertThat(components("/health/startup")).containsOnlyKeys("lifecycle");
	}

	@Test
	void aGroupIsDegradedWhileTheCompositeInItIsDown() {
		application.bean(Switch.class).fail();
		ProbeAgreement.of(application).readinessIs("DEGRADED");
		HttpResponse<String> response = application.actuator("/health/readiness");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(read(response, "$.components.db.status")).isEqualTo("DOWN");
		assertThat(read(response, "$.components.db.components.primary.status")).isEqualTo("UP");
		assertThat(read(response, "$.components.db.components.reporting.status")).isEqualTo("DOWN");
		assertThat(read(response, "$.components.lifecycle.status")).isEqualTo("SERVING");
	}

	@Test
	void aPartOfAGroupIsAViewOfThatPart() {
		application.bean(Switch.class).fail();
		ProbeAgreement.of(application).readinessIs("DEGRADED");
		assertThat(application.actuator("/health/readiness/db").statusCode()).isEqualTo(503);
		assertThat(application.actuator("/health/readiness/db/primary").statusCode()).isEqualTo(200);
		assertThat(application.actuator("/health/readiness/db/reporting").statusCode()).isEqualTo(503);
	}

	@Test
	void aComponentTellsWhatIsKnownOfItsCheck() {
		application.switchboard().worker().fail();
		ProbeAgreement.of(application).livenessIs("DOWN");
		HttpResponse<String> response = application.actuator("/health/liveness");
		Map<String, Object> details = JsonPath.read(response.body(), "$.components.worker.details.probity");
		assertThat(details).containsEntry("state", "FAILING")
			.containsEntry("criticality", "REQUIRED")
			.containsEntry("error", "switched off")
			.containsKeys("since", "lastChecked", "age", "duration", "failures");
		assertThat(read(application.actuator("/health/readiness"),
				"$.components.db.components.reporting.details.probity.criticality"))
			.isEqualTo("OPTIONAL");
	}

	@Test
	void thePhaseBelongsToTheProbesAlone() {
		assertThat(application.actuator("/health/lifecycle").statusCode()).isEqualTo(404);
		assertThat(application.actuator("/health/all/lifecycle").statusCode()).isEqualTo(404);
		assertThat(components("/health")).containsKeys("db", "orders", "ping").doesNotContainKey("lifecycle");
		assertThat(components("/health/all")).containsKeys("db", "orders", "ping").doesNotContainKey("lifecycle");
		assertThat(components("/health/custom")).containsOnlyKeys("db");
		assertThat(read(application.actuator("/health/custom"), "$.status")).isEqualTo("UP");
	}

	@Test
	void theRootListsTheGroups() {
		assertThat(JsonPath.<Iterable<String>>read(application.actuator("/health").body(), "$.groups"))
			.containsExactlyInAnyOrder("all", "custom", "liveness", "readiness", "startup");
	}

	@Test
	void theShortPathsShowNoComponentsAndHaveNothingBelowThem() {
		assertThat(application.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
		assertThat(application.get("/readyz/").statusCode()).isEqualTo(404);
		assertThat(application.get("/readyz/orders").statusCode()).isEqualTo(404);
	}

	private static Map<String, Object> components(String path) {
		return JsonPath.read(application.actuator(path).body(), "$.components");
	}

	private static String read(HttpResponse<String> response, String path) {
		return JsonPath.read(response.body(), path);
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class NestedApplication {

		@Bean
		Switch reporting() {
			return new Switch();
		}

		@Bean("db/primary")
		DependencyCheck primaryCheck() {
			return new Switch().dependency();
		}

		@Bean("db/reporting")
		DependencyCheck reportingCheck(Switch reporting) {
			return reporting.dependency();
		}

	}

}
