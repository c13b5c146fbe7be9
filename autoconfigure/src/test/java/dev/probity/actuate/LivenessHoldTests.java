package dev.probity.actuate;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.lifecycle.Instance;
import dev.probity.web.OperatorLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an operator may say of liveness with <code>POST /actuator/probity</code>, and what
 * comes of it.
 */
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EachFramework
class LivenessHoldTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=health,probity";

	private static final String SHOWN = "management.endpoint.health.show-details=always";

	private static final String HOLD = """
			{"liveness":"hold","reason":"heap dump","timeToLive":"10m"}""";

	private static final String[] OPERATOR = { "Authorization", "Basic b3BzOm9wcw==" };

	private final WebStack stack;

	LivenessHoldTests(WebStack stack) {
		this.stack = stack;
	}

	private static HttpResponse<String> post(RunningApplication application, String json, String... headers) {
		return application.post("/actuator/probity", json, headers);
	}

	private static <T> T read(HttpResponse<String> response, String path) {
		return JsonPath.read(response.body(), path);
	}

	@Test
	void onlyTheAnswerIsHeldAndTheVerdictIsComputedShownAndLogged(CapturedOutput output) {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED, SHOWN,
				"logging.level.dev.probity.event.HoldLogger=info",
				"logging.level.dev.probity.event.VerdictLogger=info")) {
			HttpResponse<String> response = post(application, HOLD);
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(LivenessHoldTests.<Map<String, String>>read(response, "$.hold"))
				.containsEntry("reason", "heap dump")
				.hasEntrySatisfying("remaining", (remaining) -> assertThat(remaining).startsWith("9m59"));
			assertThat(LivenessHoldTests.<String>read(response, "$.liveness.status")).isEqualTo("UP");
			assertThat(response.body()).doesNotContain("\"readiness\"");
			assertThat(application.get("/livez").headers().firstValue("X-Liveness-Held")).isPresent();
			application.switchboard().worker().fail();
			ProbeAgreement.awaitVerdict(application, "liveness", "DOWN");
			HttpResponse<String> held = application.get("/livez?verbose");
			assertThat(held.statusCode()).isEqualTo(200);
			assertThat(held.headers().firstValue("X-Liveness-Held")).hasValueSatisfying(
					(value) -> assertThat(value).matches("until \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"));
			assertThat(held.body()).contains("[-]worker failed")
				.containsPattern("(?m)^\\[\\+]liveness held: heap dump, until ")
				.endsWith("livez check failed and is held\n");
			assertThat(LivenessHoldTests.<String>read(application.get("/livez"), "$.status")).isEqualTo("DOWN");
			assertThat(LivenessHoldTests.<String>read(application.actuator("/probity"), "$.probes.liveness.status"))
				.isEqualTo("DOWN");
			assertThat(post(application, "{\"liveness\":\"auto\"}").body()).doesNotContain("\"hold\"");
			assertThat(application.get("/livez").statusCode()).isEqualTo(503);
			assertThat(application.get("/livez").headers().firstValue("X-Liveness-Held")).isEmpty();
			await().untilAsserted(() -> assertThat(LivenessHoldTests
				.<List<Map<String, Object>>>read(application.actuator("/probity"), "$.recorder[?(@.override)]"))
				.extracting((change) -> change.get("override") + " " + change.get("from") + " " + change.get("to"))
				.containsExactly("liveness HELD AUTO", "liveness AUTO HELD"));
		}
		assertThat(output)
			.containsPattern(
					"WARN.*Liveness is held for 10m, and answers 200 whatever its verdict: heap dump \\(until ")
			.containsPattern("WARN.*Probe 'liveness' went from UP to DOWN after ")
			.containsPattern("INFO.*Liveness is no longer held: withdrawn after ");
	}

	/**
	 * What was sent and not what it would have been without the hold.
	 */
	@Test
	void callersOfTheProbePortAreShownWithTheStatusThatTheyGot() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED, SHOWN,
				"probity.probe-port=0")) {
			post(application, HOLD);
			application.switchboard().worker().fail();
			ProbeAgreement.awaitVerdict(application, "liveness", "DOWN");
			assertThat(application.probePort("/livez", "User-Agent", "kube-probe/1.36").statusCode()).isEqualTo(200);
			await()
				.untilAsserted(() -> assertThat(LivenessHoldTests.<List<Integer>>read(application.actuator("/probity"),
						"$.callers.seen[?(@.port=='PROBE_PORT' && @.caller=='KUBELET')].status"))
					.containsExactly(200));
		}
	}

	@Test
	void itEndsByItself() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED)) {
			application.switchboard().worker().fail();
			ProbeAgreement.awaitVerdict(application, "liveness", "DOWN");
			post(application, HOLD.replace("10m", "1s"));
			await().untilAsserted(() -> assertThat(application.get("/livez").statusCode()).isEqualTo(503));
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"liveness":"dead","reason":"x"}                      | 'liveness' is 'dead', but must be 'hold' or 'auto'
					{"liveness":"hold"}                                   | 'reason' is missing or blank
					{"liveness":"hold","reason":"x","timeToLive":"2h"}    | 'timeToLive' is 2h, but must be from 1s to 1h
					{"liveness":"hold","reason":"x","timeToLive":"600"}   | 'timeToLive' is '600', which has no unit
					{"liveness":"auto","timeToLive":"10m"}                | 'timeToLive' is '10m', but 'auto' does not expire
					{"liveness":"auto","reason":"heap dump done"}         | 'reason' is 'heap dump done', but there is none for the end of a hold
					{"liveness":"hold","readiness":"auto","reason":"x"}   | 'readiness' and 'liveness' are two decisions
					""")
	void whatIsWrongIsABadRequestThatSaysWhy(String json, String message) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, EXPOSED)) {
			HttpResponse<String> response = post(application, json);
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(LivenessHoldTests.<String>read(response, "$.message")).startsWith(message);
			assertThat(application.bean(Instance.class).state().restraint().hold()).isNull();
		}
	}

	@Test
	void whoMayNotSeeDetailsIsNotToldWhy() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED,
				"management.endpoint.health.show-components=always")) {
			assertThat(post(application, HOLD).body()).doesNotContain("heap dump");
			assertThat(application.actuator("/probity").body()).contains("\"hold\"").doesNotContain("heap dump");
			assertThat(application.get("/livez?verbose").body()).contains("[+]liveness held: reason withheld\n");
		}
	}

	@Test
	void onlyWhoMayOverrideMayHold() {
		try (RunningApplication application = this.stack.started(OperatorLogin.class, EXPOSED)) {
			assertThat(post(application, HOLD).statusCode()).isEqualTo(401);
			assertThat(post(application, HOLD, "Authorization", "Basic Z3Vlc3Q6Z3Vlc3Q=").statusCode()).as("guest")
				.isEqualTo(403);
			assertThat(application.bean(Instance.class).state().restraint().hold()).isNull();
			assertThat(post(application, HOLD, OPERATOR).statusCode()).isEqualTo(200);
			assertThat(application.bean(Instance.class).state().restraint().hold()).isNotNull();
		}
	}

	@Test
	void whereTheEndpointIsReadOnlyNobodyHolds() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, EXPOSED,
				"management.endpoint.probity.access=read-only")) {
			assertThat(post(application, HOLD).statusCode()).isEqualTo(405);
		}
	}

}
