package dev.probity.shutdown;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.probe.Instance;
import dev.probity.probe.LameDuckReadiness;
import dev.probity.probe.ReadinessControl;
import dev.probity.traffic.ReadinessCaller;
import dev.probity.traffic.ReadinessCallers;
import dev.probity.traffic.Traffic;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What an instance that leaves answers, and what it sees of its callers.
 */
class LameDuckAnswerTests {

	private static final String FEATURE = "probity.features.shop.checks=ping";

	@ParameterizedTest
	@EnumSource
	void readinessHasTheStatusThatTheBalancerUnderstands(WebStack stack) {
		try (RunningApplication application = stack.started(PlainApplication.class, FEATURE,
				"probity.lame-duck.http-status=404")) {
			assertThat(application.get("/readyz").statusCode()).isEqualTo(200);
			application.bean(Instance.class).leave(LameDuckReadiness.WITHDRAWN);
			for (String path : new String[] { "/readyz", "/readyz/shop", "/readyz?verbose",
					"/actuator/health/readiness", "/actuator/health/shop" }) {
				assertThat(application.get(path).statusCode()).as(path).isEqualTo(404);
			}
			assertThat(application.get("/readyz").body()).contains("OUT_OF_SERVICE");
			for (String path : new String[] { "/livez", "/startupz", "/actuator/health/liveness",
					"/actuator/health/startup", "/actuator/health" }) {
				assertThat(application.get(path).statusCode()).as(path).isEqualTo(200);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void anInstanceThatLeavesWhileItStartsIsStillStarting(WebStack stack) {
		try (RunningApplication application = stack.starting(PlainApplication.class, FEATURE,
				"probity.lame-duck.http-status=404")) {
			application.bean(Instance.class).leave(LameDuckReadiness.KEPT);
			for (String path : new String[] { "/startupz", "/startupz?verbose", "/actuator/health/startup" }) {
				assertThat(application.get(path).statusCode()).as(path).isEqualTo(503);
			}
			for (String path : new String[] { "/readyz", "/readyz/shop", "/actuator/health/readiness",
					"/actuator/health/shop" }) {
				assertThat(application.get(path).statusCode()).as(path).isEqualTo(404);
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatAnOperatorSaysOfAnInstanceThatLeavesAndStaysReadyHasItsOwnStatus(WebStack stack) {
		try (RunningApplication application = stack.started(PlainApplication.class, FEATURE,
				"probity.lame-duck.http-status=404", "probity.balancer.envoy=true")) {
			application.bean(Instance.class).leave(LameDuckReadiness.KEPT);
			application.bean(ReadinessControl.class).notReady("on purpose", Duration.ofHours(1));
			for (String path : new String[] { "/readyz", "/readyz/shop", "/actuator/health/readiness",
					"/actuator/health/shop" }) {
				HttpResponse<String> answer = application.get(path);
				assertThat(answer.statusCode()).as(path).isEqualTo(503);
				assertThat(answer.headers().firstValue("x-envoy-immediate-health-check-fail")).as(path)
					.hasValue("true");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void whoAsksForReadinessIsKnownOnEitherPort(WebStack stack) {
		try (RunningApplication application = stack.started(PlainApplication.class, "management.server.port=0",
				"probity.lame-duck.early-end.enabled=true")) {
			ask(application);
			ask(application);
			long served = application.bean(Traffic.class).servedRequests();
			assertThat(application.get("/nothing").statusCode()).isEqualTo(404);
			assertThat(application.management("/actuator/health").statusCode()).isEqualTo(200);
			await().until(() -> application.bean(Traffic.class).servedRequests() == served + 1);
			ReadinessCallers callers = application.bean(ReadinessCallers.class);
			ReadinessCaller haproxy = new ReadinessCaller("HAProxy", "127.0.0.1");
			ReadinessCaller consul = new ReadinessCaller("Consul Health Check", "127.0.0.1");
			await().untilAsserted(() -> assertThat(callers.balancers()).contains(haproxy, consul));
			assertThat(callers.balancers()).extracting(ReadinessCaller::userAgent).doesNotContain("of liveness");
			application.bean(Instance.class).leave(LameDuckReadiness.WITHDRAWN);
			ask(application);
			await().untilAsserted(() -> assertThat(List.of(haproxy, consul))
				.allSatisfy((caller) -> assertThat(callers.notReadyAnswers(caller)).isEqualTo(1)));
		}
	}

	private static void ask(RunningApplication application) {
		application.send("GET", "/readyz", "User-Agent", "HAProxy");
		application.send("GET", "/livez", "User-Agent", "of liveness");
		application.actuator("/health/readiness", "User-Agent", "Consul Health Check");
		application.actuator("/health/liveness", "User-Agent", "of liveness");
	}

}
