package dev.probity.actuate;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.WebStack;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What <code>/actuator/probity</code> shows to whom.
 */
@ParameterizedClass
@EachFramework
class ProbityEndpointTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,probity";

	private final WebStack stack;

	ProbityEndpointTests(WebStack stack) {
		this.stack = stack;
	}

	private static <T> T read(HttpResponse<String> response, String path) {
		return JsonPath.read(response.body(), path);
	}

	private static List<String> names(HttpResponse<String> response, String path) {
		return List.copyOf(JsonPath.<Map<String, Object>>read(response.body(), path).keySet());
	}

	private static void awaitReadiness(RunningApplication application, String status) {
		await().untilAsserted(() -> assertThat(
				JsonPath.<String>read(application.actuator("/probity").body(), "$.probes.readiness.status"))
			.isEqualTo(status));
	}

	@Test
	void itShowsEverythingToThoseWhoMaySeeDetails() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED,
				"management.endpoint.health.show-details=always", "probity.checks.orders.timeout=1500ms")) {
			application.switchboard().orders().fail();
			awaitReadiness(application, "DOWN");
			await().until(
					() -> !ProbityEndpointTests
						.<List<?>>read(application.actuator("/probity"),
								"$.recorder[?(@.probe == 'readiness' && @.to == 'DOWN')]")
						.isEmpty());
			HttpResponse<String> response = application.actuator("/probity");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(names(response, "$")).containsExactly("phase", "summary", "details", "override", "probes",
					"checks", "callers", "recorder");
			assertThat(ProbityEndpointTests.<String>read(response, "$.phase")).isEqualTo("SERVING");
			assertThat(ProbityEndpointTests.<String>read(response, "$.details")).isEqualTo("SHOWN");
			assertThat(names(response, "$.probes")).containsExactly("liveness", "readiness", "startup");
			assertThat(names(response, "$.probes.readiness")).containsExactly("status", "since", "summary", "reasons");
			assertThat(ProbityEndpointTests.<Map<String, Object>>read(response, "$.probes.readiness.reasons[0]"))
				.isEqualTo(Map.of("cause", "FAILING", "code", "PROBITY-007", "subject", "orders", "criticality",
						"REQUIRED"));
			assertThat(ProbityEndpointTests.<List<?>>read(response, "$.probes.liveness.reasons")).isEmpty();
			showsTheCheck(response);
			showsTheRecorder(response);
		}
	}

	private static void showsTheCheck(HttpResponse<String> response) {
		assertThat(names(response, "$.checks")).contains("orders", "search", "worker");
		Map<String, Object> check = read(response, "$.checks.orders");
		assertThat(check).containsEntry("state", "FAILING")
			.containsEntry("kind", "DEPENDENCY")
			.containsEntry("criticality", Map.of("readiness", "REQUIRED"))
			.containsEntry("error", "switched off")
			.containsEntry("successes", 0)
			.containsEntry("worstCaseDetection", "3s")
			.containsKeys("since", "lastChecked", "age", "duration", "failures")
			.doesNotContainKeys("details", "inconclusive");
		assertThat(check.get("policy")).isEqualTo(Map.of("interval", "40ms", "retryInterval", "10ms", "timeout", "1.5s",
				"failureThreshold", 1, "successThreshold", 1, "jitter", 0.1, "maxAge", "6s"));
		assertThat(ProbityEndpointTests.<Map<String, Object>>read(response, "$.checks.worker"))
			.containsEntry("kind", "VITAL")
			.containsEntry("criticality", Map.of("liveness", "REQUIRED"))
			.doesNotContainKey("error");
	}

	private static void showsTheRecorder(HttpResponse<String> response) {
		List<Map<String, Object>> ofCheck = read(response, "$.recorder[?(@.check == 'orders')]");
		assertThat(ofCheck).first()
			.satisfies((change) -> assertThat(change).containsEntry("from", "PASSING")
				.containsEntry("to", "FAILING")
				.containsEntry("reason", "switched off")
				.containsKeys("at", "lasted")
				.doesNotContainKeys("probe", "causes"));
		List<Map<String, Object>> ofProbe = read(response, "$.recorder[?(@.probe == 'readiness' && @.to == 'DOWN')]");
		assertThat(ofProbe).first()
			.satisfies((change) -> assertThat(change).containsEntry("from", "UP")
				.containsEntry("causes",
						List.of(Map.of("cause", "FAILING", "code", "PROBITY-007", "subject", "orders", "criticality",
								"REQUIRED")))
				.containsKeys("at", "lasted")
				.doesNotContainKeys("check", "reason"));
	}

	@Test
	void whatChecksHaveSaidIsWithheldUnlessThePolicyShowsIt() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, EXPOSED)) {
			application.switchboard().orders().fail();
			application.switchboard().finishStart();
			awaitReadiness(application, "DOWN");
			HttpResponse<String> response = application.actuator("/probity");
			assertThat(ProbityEndpointTests.<String>read(response, "$.details")).isEqualTo("WITHHELD");
			assertThat(names(response, "$.checks.orders")).contains("state", "policy").doesNotContain("error");
			assertThat(response.body()).doesNotContain("switched off").contains("\"check\":\"orders\"");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whoIsAuthorizedIsUpToThePolicyOfTheHealthEndpoint(boolean roleIsRight) {
		try (RunningApplication application = this.stack.started(SecuredApplication.class, EXPOSED,
				"management.endpoint.health.show-details=when-authorized",
				"management.endpoint.health.roles=" + (roleIsRight ? "operator" : "somebody-else"),
				"spring.security.user.name=ops", "spring.security.user.password=ops",
				"spring.security.user.roles=operator")) {
			assertThat(application.actuator("/probity").statusCode()).isEqualTo(401);
			HttpResponse<String> response = application.send("GET", "/actuator/probity", "Authorization",
					"Basic b3BzOm9wcw==");
			assertThat(ProbityEndpointTests.<String>read(response, "$.details"))
				.isEqualTo(roleIsRight ? "SHOWN" : "WITHHELD");
		}
	}

	@Test
	void withoutTheHealthEndpointNobodyIsShownDetails() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class,
				"management.endpoints.web.exposure.include=probity", "management.endpoint.health.access=NONE",
				"management.endpoint.health.show-details=always")) {
			assertThat(ProbityEndpointTests.<String>read(application.actuator("/probity"), "$.details"))
				.isEqualTo("WITHHELD");
		}
	}

	@Test
	void itIsExposedOnlyOnDemand() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class)) {
			assertThat(application.actuator("/probity").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void itIsOnTheManagementPortWhereThereIsOne() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, EXPOSED,
				"management.server.port=0")) {
			assertThat(application.management("/actuator/probity").statusCode()).isEqualTo(200);
			assertThat(application.get("/actuator/probity").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void whoeverReadsItIsNoBalancer() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, EXPOSED)) {
			application.switchboard().finishStart();
			awaitReadiness(application, "UP");
			assertThat(application.bean(Probes.class).hasSaidReady()).isFalse();
		}
	}

}
