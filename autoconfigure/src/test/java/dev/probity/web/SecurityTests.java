package dev.probity.web;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.WebStack;
import dev.probity.inquiry.FormLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;

import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whom Spring Security lets reach the probes.
 */
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EachFramework
class SecurityTests {

	private static final String WARNING = "Probity does not answer anonymous callers";

	private static final String TOLD = "logging.level.dev.probity.inquiry.ProbeInquiry=info";

	private static final String ASKED = " : Probes: http://";

	private final WebStack stack;

	SecurityTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void bootsOwnChainPermitsTheProbesAndShowsNothingElse(CapturedOutput output) {
		try (RunningApplication application = this.stack.started(SecuredApplication.class,
				"management.endpoint.health.show-details=when-authorized", TOLD)) {
			awaitInquiry(output);
			assertThat(application.get("/anything").statusCode()).isEqualTo(401);
			assertThat(application.get("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(application.actuator("/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
			assertThat(application.actuator("/health/readiness/orders").statusCode()).isEqualTo(404);
			assertThat(application.send("GET", "/readyz", "Accept", "text/html").statusCode()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aFormLoginInFrontOfTheProbesWarnsAndNamesPathsAndWayOut(boolean lazy, CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(FormLogin.class, "fixture.permit=nothing",
				"spring.main.lazy-initialization=" + lazy, TOLD)) {
			awaitInquiry(output);
			assertThat(application.get("/readyz").statusCode()).as("what a kubelet takes for healthy").isEqualTo(302);
		}
		assertThat(output).containsOnlyOnce(WARNING)
			.containsPattern("/livez, /readyz, /startupz, /actuator/health/liveness, /actuator/health/readiness,"
					+ " /actuator/health/startup \\(302 to \\S*/login\\)\\.")
			.contains("EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class)")
			.contains("import org.springframework.boot.security.autoconfigure.actuate.web."
					+ (this.stack.isReactive() ? "reactive" : "servlet") + ".EndpointRequest");
	}

	@Test
	void theWarningNamesOnlyThePathsThatAreNotPermitted(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(FormLogin.class, StringUtils
			.concatenateStringArrays(this.stack.otherPaths(), new String[] { "fixture.permit=livez", TOLD }))) {
			awaitInquiry(output);
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
		}
		String base = this.stack.isReactive() ? "/shop" : "/shop/api";
		assertThat(output).containsPattern(WARNING + " .*:\\d+" + base + "/readyz, " + base + "/startupz, " + base
				+ "/actuator/health/liveness.* \\(302 to \\S*/login\\)\\.");
	}

	@Test
	void theMatcherThatTheWarningNamesPermitsTheProbes(CapturedOutput output) {
		try (RunningApplication application = this.stack.started(FormLogin.class, "fixture.permit=probes", TOLD)) {
			awaitInquiry(output);
			ProbeAgreement.of(application).readinessIs("UP");
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.get("/startupz").statusCode()).isEqualTo(200);
			assertThat(application.get("/anything").statusCode()).isEqualTo(302);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void theChainsOfTheDocumentationPermitTheProbes(boolean hidden, CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(DocumentedSecurity.class, "fixture.literal=" + hidden,
				"management.endpoints.web.exposure.include=" + (hidden ? "info" : "health"), TOLD)) {
			awaitInquiry(output);
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.get("/anything").statusCode()).isIn(401, 403);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.main.lazy-initialization=true", "management.server.port=0" })
	void groupsThatAreSecuredOnPurposeAreNoFaultAsLongAsTheShortPathsAnswer(String port, CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(DocumentedSecurity.class, "fixture.literal=true",
				port, TOLD)) {
			awaitInquiry(output);
			assertThat(application.actuator("/health/readiness").statusCode()).isIn(401, 403);
		}
		assertThat(output).doesNotContain(WARNING)
			.containsOnlyOnce("Anonymous callers are refused at ")
			.containsPattern("INFO .*/actuator/health/liveness, /actuator/health/readiness, /actuator/health/startup "
					+ "\\(40[13][^)]*\\)\\. Probes can use /livez, /readyz, /startupz instead\\.");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void refusedShortPathsAreAFaultUnlessTheProbePortAnswers(boolean hasProbePort, CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(DocumentedSecurity.class, "fixture.literal=true",
				"probity.paths.liveness=/alive",
				hasProbePort ? "probity.probe-port=0" : "spring.main.lazy-initialization=true", TOLD)) {
			awaitInquiry(output);
			assertThat(application.get("/alive").statusCode()).isIn(401, 403);
		}
		if (hasProbePort) {
			assertThat(output).doesNotContain(WARNING)
				.containsPattern("INFO .*Anonymous callers are refused at .*/alive, .*the probe port \\d+ instead");
		}
		else {
			assertThat(output).containsPattern(WARNING + " at http://[^ ]*/alive, /actuator/health/liveness \\(")
				.containsPattern(
						"refused at .*/actuator/health/readiness, .*Probes can use /readyz, /startupz instead");
		}
	}

	@Test
	void aRuleThatNeedsARealRequestNeitherStopsTheStartNorWarns(CapturedOutput output) {
		try (RunningApplication application = this.stack.started(FormLogin.class, "fixture.permit=by-address", TOLD)) {
			awaitInquiry(output);
			assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void theGroupsAreLookedIntoWhereThereAreNoShortPaths(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(FormLogin.class, "fixture.permit=nothing",
				"probity.paths.enabled=false", TOLD)) {
			awaitInquiry(output);
		}
		assertThat(output).contains(WARNING).contains("/actuator/health/readiness").doesNotContain("/readyz");
	}

	@Test
	void nothingIsAskedUnlessItIsWanted(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(FormLogin.class, "fixture.permit=nothing",
				"probity.paths.verify=false", TOLD)) {
			awaitInquiry(output);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void bootsOwnChainPermitsTheShortPathsAlsoWhereTheHealthEndpointIsNotExposed(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(SecuredApplication.class,
				"management.endpoints.web.exposure.include=info", "probity.features.checkout.checks=orders", TOLD)) {
			awaitInquiry(output);
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.get("/readyz").statusCode()).isEqualTo(503);
			assertThat(application.get("/readyz/checkout").statusCode()).isEqualTo(503);
			assertThat(application.get("/startupz").statusCode()).isEqualTo(503);
			assertThat(application.get("/anything").statusCode()).isEqualTo(401);
			assertThat(application.get("/readyz/others").statusCode()).isEqualTo(401);
			assertThat(application.actuator("/health").statusCode()).isEqualTo(401);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aChainOfTheApplicationWinsAndIsToldThePathsThatBootsMatcherDoesNotKnow(CapturedOutput output) {
		String rule = (this.stack.isReactive() ? ".pathMatchers" : ".requestMatchers")
				+ "(\"/livez\", \"/readyz\", \"/startupz\").permitAll()";
		try (RunningApplication application = this.stack.starting(FormLogin.class, "fixture.permit=probes",
				"management.endpoints.web.exposure.include=info", TOLD)) {
			awaitInquiry(output);
			assertThat(application.get("/readyz").statusCode()).isEqualTo(302);
		}
		assertThat(output).contains(WARNING).contains(rule).doesNotContain("EndpointRequest");
	}

	private static void awaitInquiry(CapturedOutput output) {
		await().until(() -> output.getOut().contains(ASKED));
	}

}
