package dev.probity.http;

import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whom Spring Security lets reach the probes.
 */
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource(WebStack.class)
class SecurityTests {

	private static final String WARNING = "Spring Security does not let anonymous callers reach";

	private final WebStack stack;

	SecurityTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void bootsOwnChainPermitsTheProbesAndShowsNothingElse(CapturedOutput output) {
		try (RunningApplication application = this.stack.started(SecuredApplication.class,
				"management.endpoint.health.show-details=when-authorized")) {
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
				"spring.main.lazy-initialization=" + lazy)) {
			assertThat(application.get("/readyz").statusCode()).as("what a kubelet takes for healthy").isEqualTo(302);
		}
		assertThat(output).containsOnlyOnce(WARNING)
			.contains("/livez, /readyz, /startupz")
			.contains("EndpointRequest.toAdditionalPaths(WebServerNamespace.SERVER, HealthEndpoint.class)");
	}

	@Test
	void theWarningNamesOnlyThePathsThatAreNotPermitted(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(FormLogin.class,
				StringUtils.addStringToArray(this.stack.otherPaths(), "fixture.permit=livez"))) {
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
		}
		assertThat(output).contains(WARNING + " /readyz, /startupz.");
	}

	@Test
	void theMatcherThatTheWarningNamesPermitsTheProbes(CapturedOutput output) {
		try (RunningApplication application = this.stack.started(FormLogin.class, "fixture.permit=probes")) {
			ProbeAgreement.of(application).readinessIs("UP");
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			assertThat(application.get("/startupz").statusCode()).isEqualTo(200);
			assertThat(application.get("/anything").statusCode()).isEqualTo(302);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void aRuleThatNeedsARealRequestNeitherStopsTheStartNorWarns(CapturedOutput output) {
		try (RunningApplication application = this.stack.started(FormLogin.class, "fixture.permit=by-address")) {
			assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
		}
		assertThat(output).doesNotContain(WARNING);
	}

	@Test
	void nothingIsWarnedOfWhereThereAreNoPaths(CapturedOutput output) {
		this.stack.starting(FormLogin.class, "fixture.permit=nothing", "probity.paths.enabled=false").close();
		assertThat(output).doesNotContain(WARNING);
	}

}
