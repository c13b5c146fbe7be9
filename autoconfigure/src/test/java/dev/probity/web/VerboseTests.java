package dev.probity.web;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SharedApplications;
import dev.probity.fixture.WebStack;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverride.Forced;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.MediaType;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What <code>?verbose</code> answers where everybody may see everything.
 */
@ExtendWith(SharedApplications.class)
@ParameterizedClass
@EachFramework
class VerboseTests {

	private static final String[] SHOWN = StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES,
			new String[] { "management.endpoint.health.show-details=always", "probity.vitals.enabled=false" });

	private final WebStack stack;

	VerboseTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void tellsOfEveryCheckOfTheProbe() {
		try (RunningApplication application = this.stack.shared(PlainApplication.class, SHOWN)) {
			assertThat(body(application, "/readyz"))
				.matches("# Ready.*: 2 checks pass\\.\n\\[\\+]orders ok\n\\[\\+]search ok\nreadyz check passed\n");
			assertThat(body(application, "/readyz/browse"))
				.matches("# Ready.*: 1 check passes\\.\n\\[\\+]search ok\nreadyz/browse check passed\n");
			assertThat(body(application, "/livez"))
				.matches("# Alive.*: 1 check passes\\.\n\\[\\+]worker ok\nlivez check passed\n");
			assertThat(body(application, "/startupz")).matches("# Started.*\\.\nstartupz check passed\n");
		}
	}

	@Test
	void isPlainTextThatNobodyMayKeepAndHasTheStatusOfTheProbe() {
		try (RunningApplication application = this.stack.shared(PlainApplication.class, SHOWN)) {
			assertText(application.get("/readyz?verbose"), 200);
			application.switchboard().orders().fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			assertText(application.get("/readyz?verbose=1"), 503);
			assertThat(application.get("/readyz?verbosely").body()).isEqualTo("{\"status\":\"DOWN\"}");
		}
	}

	private static void assertText(HttpResponse<String> response, int status) {
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.headers().firstValue("Content-Type").map(MediaType::parseMediaType))
			.hasValue(MediaType.parseMediaType("text/plain; charset=utf-8"));
		assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
		assertThat(response.body()).startsWith("# ").contains("\n[");
	}

	@Test
	void answersHeadWithoutTheBody() {
		try (RunningApplication application = this.stack.shared(PlainApplication.class, SHOWN)) {
			HttpResponse<String> head = application.send("HEAD", "/readyz?verbose");
			assertThat(head.statusCode()).isEqualTo(200);
			assertThat(head.body()).isEmpty();
			assertThat(head.headers().firstValue("Content-Length").map(Integer::parseInt)).isPresent()
				.get(as(InstanceOfAssertFactories.INTEGER))
				.isCloseTo(application.get("/readyz?verbose").body().length(), within(" for 59s".length()));
			assertThat(application.send("POST", "/readyz?verbose").statusCode()).isEqualTo(405);
		}
	}

	@Test
	void tellsWhyAndWhatThatMeansToTheProbe() {
		try (RunningApplication application = this.stack.shared(PlainApplication.class, SHOWN)) {
			application.switchboard().search().fail();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			assertThat(body(application, "/readyz")).matches(
					"# Ready.*, degraded.*: search \\(optional\\) failed .*\n\\[\\+]orders ok\n\\[-]search failed: switched off, for \\d+m?s \\(optional\\)\n"
							+ "readyz check passed \\(degraded\\)\n");
			assertThat(body(application, "/readyz/browse")).matches(
					"# Not ready.*: search \\(required\\) failed .*\n\\[-]search failed: switched off, for \\d+m?s\nreadyz/browse check failed\n");
		}
	}

	@Test
	void tellsWhatTheStartWaitsFor() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, SHOWN)) {
			for (String path : new String[] { "/startupz", "/readyz", "/readyz/browse" }) {
				HttpResponse<String> response = application.get(path + "?verbose");
				assertThat(response.statusCode()).isEqualTo(503);
				assertThat(response.body()).contains("[-]lifecycle starting: the switchboard is started\n")
					.endsWith(path.substring(1) + " check failed (out of service)\n");
			}
		}
	}

	@Test
	void tellsWhatAnOperatorAndTheApplicationHaveSaid() {
		try (RunningApplication application = this.stack.shared(PlainApplication.class, SHOWN)) {
			ReadinessControl control = application.bean(ReadinessControl.class);
			Forced notReady = control.notReady("draining node 7", Duration.ofMinutes(10));
			assertThat(body(application, "/readyz")).contains("\n[-]override not ready: draining node 7, until "
					+ notReady.until().truncatedTo(ChronoUnit.SECONDS) + "\n[+]orders ok\n");
			assertThat(body(application, "/readyz/browse")).contains("\n[-]override not ready: draining node 7, until");
			control.ready("node 7 is needed", Duration.ofMinutes(10));
			assertThat(body(application, "/readyz")).contains("\n[+]override ready: node 7 is needed, until ")
				.endsWith("check passed\n");
			control.auto();
			AvailabilityChangeEvent.publish(application.context(), ReadinessState.REFUSING_TRAFFIC);
			assertThat(body(application, "/readyz/browse")).contains("\n[-]application refusing traffic\n");
			AvailabilityChangeEvent.publish(application.context(), LivenessState.BROKEN);
			assertThat(body(application, "/livez"))
				.matches("# Not alive.*: the application reports LivenessState.BROKEN\\.\n"
						+ "\\[-]application broken\n\\[\\+]worker ok\nlivez check failed\n");
		}
	}

	@Test
	void tellsOfALameDuck() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, SHOWN)) {
			application.bean(Instance.class).advanceTo(LifecyclePhase.LAME_DUCK);
			assertThat(body(application, "/readyz")).endsWith(
					".\n[-]lifecycle lame duck\n[+]orders ok\n[+]search ok\nreadyz check failed (out of service)\n");
			assertThat(body(application, "/livez")).endsWith(".\n[+]worker ok\nlivez check passed\n");
		}
	}

	@Test
	void showsTheStatusAloneWhereThereIsNoHealthEndpoint() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class,
				StringUtils.addStringToArray(SHOWN, "management.endpoint.health.access=none"))) {
			assertThat(body(application, "/readyz")).isEqualTo("readyz check failed (out of service)\n");
		}
	}

	@Test
	void isNamedAfterThePathThatIsAsked() {
		try (RunningApplication application = this.stack.started(PlainApplication.class,
				StringUtils.addStringToArray(this.stack.otherPaths(), "probity.paths.liveness=/probes/live"))) {
			assertThat(body(application, "/probes/live")).isEqualTo("probes/live check passed\n");
		}
	}

	private static String body(RunningApplication application, String path) {
		return application.get(path + "?verbose").body();
	}

}
