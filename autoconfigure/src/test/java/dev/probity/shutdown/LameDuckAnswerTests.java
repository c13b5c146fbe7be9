package dev.probity.shutdown;

import java.net.http.HttpResponse;
import java.time.Duration;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LameDuckReadiness;
import dev.probity.lifecycle.ReadinessControl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an instance that leaves answers.
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

}
