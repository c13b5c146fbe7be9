package dev.probity.web;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;

import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The headers by which a probe tells a balancer more than its HTTP status, on the short
 * path and under Actuator alike.
 */
@ParameterizedClass
@EachFramework
class BalancerHeaderTests {

	private static final String DEGRADED = "X-Health-Degraded";

	private static final String ENVOY_DEGRADED = "x-envoy-degraded";

	private static final String ENVOY_FAIL = "x-envoy-immediate-health-check-fail";

	private static final String ENVOY = "probity.balancer.envoy=true";

	private static final String SHOWN = "management.endpoint.health.show-components=always";

	private final WebStack stack;

	BalancerHeaderTests(WebStack stack) {
		this.stack = stack;
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "management.server.port=0" })
	void tellWhatIsMissingWhileDegraded(String port) {
		try (RunningApplication application = started(SHOWN, port)) {
			assertNone(application, "readiness", "checkout", "browse", "liveness", "startup");
			application.switchboard().search().fail();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			assertHeaders(application, "readiness", DEGRADED, "search");
			assertHeaders(application, "checkout", DEGRADED, "search");
			assertNone(application, "browse", "liveness", "startup");
			assertThat(ours(application.actuator("/health"))).isEmpty();
			assertThat(ours(application.actuator("/health/search"))).isEmpty();
			assertThat(ours(application.actuator("/health/readiness/search"))).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "management.server.port=0" })
	void tellEnvoyIfItIsToBeTold(String port) {
		try (RunningApplication application = started(ENVOY, port)) {
			assertNone(application, "readiness", "checkout", "browse", "liveness", "startup");
			application.switchboard().search().fail();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			assertHeaders(application, "readiness", DEGRADED, "true", ENVOY_DEGRADED, "true");
			assertHeaders(application, "browse", ENVOY_FAIL, "true");
			application.switchboard().orders().fail();
			application.switchboard().worker().fail();
			ProbeAgreement.of(application).readinessIs("DOWN");
			ProbeAgreement.of(application).livenessIs("DOWN");
			assertHeaders(application, "readiness", ENVOY_FAIL, "true");
			assertHeaders(application, "checkout", ENVOY_FAIL, "true");
			assertNone(application, "liveness", "startup");
			assertThat(ours(application.actuator("/health"))).isEmpty();
		}
	}

	@Test
	void tellEnvoyOfAStartButOnlyByReadiness() {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, ENVOY)) {
			assertHeaders(application, "readiness", ENVOY_FAIL, "true");
			assertNone(application, "startup", "liveness");
		}
	}

	@Test
	void areThereOnHeadAndOnVerboseAnswersToo() {
		try (RunningApplication application = started(ENVOY)) {
			application.switchboard().search().fail();
			ProbeAgreement.of(application).readinessIs("DEGRADED");
			List<String> expected = ours(application.get("/readyz"));
			assertThat(expected).hasSize(2);
			assertThat(ours(application.send("HEAD", "/readyz"))).isEqualTo(expected);
			assertThat(ours(application.get("/readyz?verbose"))).isEqualTo(expected);
			assertThat(ours(application.send("HEAD", "/readyz?verbose"))).isEqualTo(expected);
			assertThat(ours(application.send("HEAD", "/actuator/health/readiness"))).isEqualTo(expected);
		}
	}

	@Test
	void areThereWhereverTheGroupsAre() {
		String[] paths = StringUtils.concatenateStringArrays(this.stack.otherPaths(),
				new String[] { "management.endpoints.web.base-path=/manage",
						"management.endpoints.web.path-mapping.health=well-being",
						"management.endpoint.health.group.readiness.additional-path=server:/healthz" });
		try (RunningApplication application = degraded(paths)) {
			assertThat(ours(application.get("/manage/well-being/readiness"))).containsExactly(DEGRADED + ": true");
			assertThat(ours(application.get("/manage/well-being/checkout"))).containsExactly(DEGRADED + ": true");
			assertThat(ours(application.get("/healthz"))).containsExactly(DEGRADED + ": true");
		}
	}

	@Test
	void areThereBelowABasePathOfTheManagementPort() {
		try (RunningApplication application = degraded("management.server.port=0",
				"management.server.base-path=/ops")) {
			HttpResponse<String> response = application.management("/ops/actuator/health/readiness");
			assertThat(response.statusCode()).isEqualTo(200);
			assertThat(ours(response)).containsExactly(DEGRADED + ": true");
			assertThat(ours(application.get("/actuator/health/readiness"))).isEmpty();
		}
	}

	private RunningApplication started(String... properties) {
		return this.stack.started(PlainApplication.class,
				StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES, properties));
	}

	/**
	 * For an application whose groups are not where they are usually.
	 */
	private RunningApplication degraded(String... properties) {
		RunningApplication application = this.stack.starting(PlainApplication.class,
				StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES, properties));
		application.switchboard().search().fail();
		application.switchboard().finishStart();
		ProbeAgreement.awaitVerdict(application, "readiness", "DEGRADED");
		return application;
	}

	private static void assertHeaders(RunningApplication application, String probe, String... headers) {
		List<String> expected = Stream.iterate(0, (i) -> i < headers.length, (i) -> i + 2)
			.map((i) -> headers[i] + ": " + headers[i + 1])
			.toList();
		ProbeAgreement agreement = ProbeAgreement.of(application);
		assertThat(agreement.answers(probe))
			.allSatisfy((response) -> assertThat(ours(response)).as(response.uri().toString()).isEqualTo(expected));
	}

	private static void assertNone(RunningApplication application, String... probes) {
		Stream.of(probes).forEach((probe) -> assertHeaders(application, probe));
	}

	private static List<String> ours(HttpResponse<String> response) {
		return Stream.of(DEGRADED, ENVOY_DEGRADED, ENVOY_FAIL)
			.flatMap((name) -> response.headers().allValues(name).stream().map((value) -> name + ": " + value))
			.toList();
	}

}
