package dev.probity.port;

import java.nio.file.Path;
import java.util.function.ToIntFunction;

import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SelfSigned;
import dev.probity.fixture.WebStack;
import dev.probity.inquiry.FilteredApplication;
import dev.probity.inquiry.FormLogin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever stands in front of the application's own port, the probe port says the truth.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ProbePortTruthTests {

	private static final String ANY = "probity.probe-port=0";

	@TempDir
	private static Path keys;

	private final WebStack stack;

	ProbePortTruthTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void behindAFilterThatAnswersEverythingWithItsPage() {
		isTrue(FilteredApplication.class, (application) -> application.get("/readyz").statusCode(), 200,
				"fixture.filter=page");
	}

	@Test
	void behindAFilterThatThrows() {
		isTrue(FilteredApplication.class, (application) -> application.get("/livez").statusCode(), 500,
				"fixture.filter=throws");
	}

	@Test
	void behindAFormLogin() {
		isTrue(FormLogin.class, (application) -> application.get("/readyz").statusCode(), 302,
				"fixture.permit=nothing");
	}

	@Test
	void atTheRootWhateverThePathsOfTheApplication() {
		isTrue(FilteredApplication.class, (application) -> application.get("/readyz").statusCode(), 503,
				this.stack.otherPaths());
	}

	@Test
	void whereTheApplicationWantsCertificatesOfItsClients() {
		isTrue(FilteredApplication.class, (application) -> 0, 0,
				StringUtils.addStringToArray(SelfSigned.server(keys), "server.ssl.client-auth=need"));
	}

	private void isTrue(Class<?> source, ToIntFunction<RunningApplication> mainPort, int whileDown,
			String... properties) {
		try (RunningApplication application = this.stack.starting(source,
				StringUtils.addStringToArray(properties, ANY))) {
			assertThat(application.probePort("/startupz").statusCode()).isEqualTo(503);
			assertThat(application.probePort("/readyz").statusCode()).isEqualTo(503);
			assertThat(application.probePort("/livez").statusCode()).isEqualTo(200);
			application.switchboard().finishStart();
			ProbeAgreement.awaitVerdict(application, "readiness", "UP");
			assertThat(application.probePort("/startupz").statusCode()).isEqualTo(200);
			assertThat(application.probePort("/readyz").body()).isEqualTo("{\"status\":\"UP\"}");
			application.switchboard().orders().fail();
			ProbeAgreement.awaitVerdict(application, "readiness", "DOWN");
			assertThat(application.probePort("/readyz").statusCode()).isEqualTo(503);
			assertThat(application.probePort("/livez").statusCode()).isEqualTo(200);
			assertThat(mainPort.applyAsInt(application)).as("the application's port").isEqualTo(whileDown);
			application.switchboard().worker().fail();
			ProbeAgreement.awaitVerdict(application, "liveness", "DOWN");
			assertThat(application.probePort("/livez").statusCode()).isEqualTo(503);
		}
	}

}
