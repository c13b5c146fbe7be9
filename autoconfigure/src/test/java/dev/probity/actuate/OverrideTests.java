package dev.probity.actuate;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.SharedApplications;
import dev.probity.fixture.WebStack;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverride;
import dev.probity.probe.Probes;
import dev.probity.web.OperatorLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an operator may say with <code>POST /actuator/probity</code>, and what comes of
 * it.
 */
@ExtendWith({ OutputCaptureExtension.class, SharedApplications.class })
@ParameterizedClass
@EachFramework
class OverrideTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,probity";

	private static final String SHOWN = "management.endpoint.health.show-details=always";

	private static final String NOT_READY = """
			{"readiness":"not-ready","reason":"draining node 7","timeToLive":"10m"}""";

	private static final String READY = """
			{"readiness":"ready","reason":"node 7 is needed"}""";

	private static final String[] OPERATOR = { "Authorization", "Basic b3BzOm9wcw==" };

	private final WebStack stack;

	OverrideTests(WebStack stack) {
		this.stack = stack;
	}

	private static HttpResponse<String> post(RunningApplication application, String json, String... headers) {
		return application.post("/actuator/probity", json, headers);
	}

	private static <T> T read(HttpResponse<String> response, String path) {
		return JsonPath.read(response.body(), path);
	}

	@Test
	void theAnswerShowsWhatCountsNowAndWhatComesOfIt() {
		try (RunningApplication application = this.stack.started(PlainApplication.class,
				StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES, new String[] { EXPOSED, SHOWN }))) {
			HttpResponse<String> response = post(application, NOT_READY);
			assertThat(response.statusCode()).isEqualTo(200);
			Map<String, String> override = read(response, "$.override");
			assertThat(override).containsEntry("readiness", "NOT_READY").containsEntry("reason", "draining node 7");
			assertThat(Duration.between(Instant.parse(override.get("since")), Instant.parse(override.get("until"))))
				.isEqualTo(Duration.ofMinutes(10));
			assertThat(override.get("remaining")).startsWith("9m59");
			assertThat(OverrideTests.<String>read(response, "$.readiness.status")).isEqualTo("OUT_OF_SERVICE");
			assertThat(OverrideTests.<List<?>>read(response, "$.readiness.reasons"))
				.isEqualTo(List.of(Map.of("cause", "OVERRIDE", "code", "PROBITY-004", "reason", "draining node 7")));
			ProbeAgreement.of(application).readinessIs("OUT_OF_SERVICE");
			ProbeAgreement.of(application).featureIs("browse", "OUT_OF_SERVICE");
			ProbeAgreement.of(application).livenessIs("UP");
			assertThat(OverrideTests.<Map<String, String>>read(application.actuator("/probity"), "$.override"))
				.containsEntry("readiness", "NOT_READY")
				.containsEntry("reason", "draining node 7")
				.containsEntry("until", override.get("until"));
			takenBack(application);
		}
	}

	private static void takenBack(RunningApplication application) {
		HttpResponse<String> response = post(application, "{\"readiness\":\"auto\"}");
		assertThat(OverrideTests.<Object>read(response, "$.override")).isEqualTo(Map.of("readiness", "AUTO"));
		assertThat(OverrideTests.<String>read(response, "$.readiness.status")).isEqualTo("UP");
		assertThat(OverrideTests.<Object>read(application.actuator("/probity"), "$.override"))
			.isEqualTo(Map.of("readiness", "AUTO"));
		ProbeAgreement.of(application).readinessIs("UP");
	}

	@Test
	void readyWhateverTheChecksSayForAQuarterOfAnHourUnlessSaidOtherwise() {
		try (RunningApplication application = this.stack.shared(PlainApplication.class, EXPOSED)) {
			application.switchboard().orders().fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			HttpResponse<String> response = post(application, READY);
			assertThat(OverrideTests.<String>read(response, "$.readiness.status")).isEqualTo("UP");
			assertThat(OverrideTests.<String>read(response, "$.override.remaining")).startsWith("14m59");
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	void itEndsByItselfAndIsInTheFlightRecorderAndInTheLog(CapturedOutput output) {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED, SHOWN,
				"logging.level.dev.probity.event.OverrideLogger=info",
				"logging.level.dev.probity.event.VerdictLogger=info")) {
			post(application, NOT_READY.replace("10m", "PT2S"));
			ProbeAgreement.awaitVerdict(application, "readiness", "OUT_OF_SERVICE");
			ProbeAgreement.of(application).readinessIs("UP");
			await().untilAsserted(() -> {
				HttpResponse<String> response = application.actuator("/probity");
				assertThat(OverrideTests.<List<Map<String, Object>>>read(response, "$.recorder[?(@.override)]"))
					.extracting((change) -> change.get("override") + " " + change.get("from") + " " + change.get("to")
							+ " " + change.get("reason"))
					.containsExactly("readiness NOT_READY AUTO null", "readiness AUTO NOT_READY draining node 7");
				assertThat(OverrideTests.<List<String>>read(response,
						"$.recorder[?(@.probe == 'readiness' && @.to == 'OUT_OF_SERVICE')].causes[0].reason"))
					.containsExactly("draining node 7");
			});
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("Override") || line.contains("overridden")))
			.satisfiesExactly(
					(line) -> assertThat(line).contains("WARN")
						.contains("Readiness is overridden as not ready for 2.0s: draining node 7 (until "),
					(line) -> assertThat(line).contains("WARN")
						.contains("Probe 'readiness' went from UP to OUT_OF_SERVICE after ")
						.contains(". Not ready: overridden by an operator until ")
						.endsWith(" (draining node 7)."),
					(line) -> assertThat(line).contains("INFO")
						.contains("Readiness is no longer overridden as not ready: expired after 2.0s"));
	}

	@Test
	void itLiftsNeitherAStartNorALameDuck() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, EXPOSED)) {
			HttpResponse<String> starting = post(application, READY);
			assertThat(OverrideTests.<String>read(starting, "$.readiness.status")).isEqualTo("OUT_OF_SERVICE");
			assertThat(OverrideTests.<String>read(starting, "$.readiness.reasons[0].cause")).isEqualTo("STARTING");
			ProbeAgreement.of(application).readinessIs("OUT_OF_SERVICE");
			application.switchboard().finishStart();
			ProbeAgreement.of(application).readinessIs("UP");
			application.bean(Instance.class).advanceTo(LifecyclePhase.LAME_DUCK);
			HttpResponse<String> leaving = post(application, READY);
			assertThat(OverrideTests.<String>read(leaving, "$.override.readiness")).isEqualTo("READY");
			assertThat(OverrideTests.<String>read(leaving, "$.readiness.reasons[0].cause")).isEqualTo("LAME_DUCK");
			ProbeAgreement.of(application).readinessIs("OUT_OF_SERVICE");
		}
	}

	@Test
	void whoeverSaysItIsNoBalancer() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, EXPOSED)) {
			application.switchboard().finishStart();
			await().untilAsserted(
					() -> assertThat(OverrideTests.<String>read(post(application, READY), "$.readiness.status"))
						.isEqualTo("UP"));
			assertThat(application.bean(Probes.class).hasSaidReady()).isFalse();
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                                    | 'readiness' is missing
			{"readiness":"down","reason":"x"}                     | 'readiness' is 'down', but must be
			{"readiness":"not-ready"}                             | 'reason' is missing or blank
			{"readiness":"not-ready","reason":"a\\nWARN b"}       | 'reason' has the invisible character U+000A
			{"readiness":"ready","reason":"x","timeToLive":600}   | 'timeToLive' is '600', which has no unit
			{"readiness":"ready","reason":"x","timeToLive":"48h"} | 'timeToLive' is 2d, but must be from 1s
			{"readiness":"auto","timeToLive":"10m"}               | 'timeToLive' is '10m', but 'auto' does not expire
			""")
	void whatIsWrongIsABadRequestThatSaysWhy(String json, String message) {
		try (RunningApplication application = this.stack.shared(PlainApplication.class, EXPOSED)) {
			HttpResponse<String> response = post(application, json);
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(OverrideTests.<String>read(response, "$.message")).startsWith(message);
			assertThat(application.bean(ReadinessControl.class).current()).isEqualTo(ReadinessOverride.AUTO);
		}
	}

	@Test
	void whoMayNotSeeDetailsIsNotToldWhy() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED,
				"management.endpoint.health.show-components=always")) {
			HttpResponse<String> response = post(application, NOT_READY);
			assertThat(OverrideTests.<String>read(response, "$.override.readiness")).isEqualTo("NOT_READY");
			assertThat(response.body()).doesNotContain("draining");
			await().until(() -> application.actuator("/probity").body().contains("\"override\":\"readiness\""));
			assertThat(application.actuator("/probity").body()).doesNotContain("draining");
			assertThat(application.get("/readyz?verbose").body()).startsWith("# Not ready")
				.contains("\n[-]override not ready: reason withheld\n");
		}
	}

	@Test
	void whereTheEndpointIsReadOnlyNobodyOverrides() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED,
				"management.endpoint.probity.access=read-only")) {
			assertThat(post(application, NOT_READY).statusCode()).isEqualTo(405);
			assertThat(application.actuator("/probity").statusCode()).isEqualTo(200);
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	void whereItIsNotExposedNobodyOverrides() {
		try (RunningApplication application = this.stack.started(PlainApplication.class)) {
			assertThat(post(application, NOT_READY).statusCode()).isEqualTo(404);
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/x-www-form-urlencoded", "text/plain" })
	void whatAFormOfAForeignPageCanSendIsNotRead(String contentType) {
		try (RunningApplication application = this.stack.shared(PlainApplication.class, EXPOSED)) {
			assertThat(application
				.send("POST", "/actuator/probity?readiness=not-ready&reason=x", "Content-Type", contentType)
				.statusCode()).isEqualTo(415);
			assertThat(application.bean(ReadinessControl.class).current()).isEqualTo(ReadinessOverride.AUTO);
		}
	}

	@Test
	void bootsOwnChainLetsNobodyOverrideWithoutATokenAgainstForgery() {
		try (RunningApplication application = this.stack.started(SecuredApplication.class, EXPOSED,
				"spring.security.user.name=ops", "spring.security.user.password=ops")) {
			assertThat(application.send("GET", "/actuator/probity", OPERATOR).statusCode()).isEqualTo(200);
			assertThat(post(application, NOT_READY, OPERATOR).statusCode())
				.as("the page that shows the error is protected, too")
				.isIn(401, 403);
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	@Test
	void aChainOfItsOwnLetsOperatorsOverrideWithTheirPassword() {
		try (RunningApplication application = this.stack.started(OperatorLogin.class, EXPOSED)) {
			assertThat(post(application, NOT_READY).statusCode()).isEqualTo(401);
			assertThat(post(application, NOT_READY, "Authorization", "Basic Z3Vlc3Q6Z3Vlc3Q=").statusCode()).as("guest")
				.isEqualTo(403);
			ProbeAgreement.of(application).readinessIs("UP");
			assertThat(post(application, NOT_READY, OPERATOR).statusCode()).isEqualTo(200);
			ProbeAgreement.of(application).readinessIs("OUT_OF_SERVICE");
			assertThat(application.send("POST", "/anything").statusCode()).as("by forgery").isEqualTo(403);
		}
	}

}
