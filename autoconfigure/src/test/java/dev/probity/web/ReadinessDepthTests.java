package dev.probity.web;

import java.util.List;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * By which an application recognises that it has asked the readiness of another one.
 */
@ParameterizedClass
@EachFramework
class ReadinessDepthTests {

	private final WebStack stack;

	ReadinessDepthTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void everyReadinessProbeSaysOnHowManyOthersItRestsAndNoOtherProbeDoes() {
		try (RunningApplication application = this.stack.started(PlainApplication.class, "probity.probe-port=0",
				"probity.features.browse.checks=search")) {
			assertThat(application.get("/readyz").headers().allValues("X-Probity-Depth")).isEqualTo(List.of("0"));
			assertThat(application.get("/readyz?verbose").headers().allValues("X-Probity-Depth"))
				.isEqualTo(List.of("0"));
			assertThat(application.get("/readyz/browse").headers().allValues("X-Probity-Depth"))
				.isEqualTo(List.of("0"));
			assertThat(application.actuator("/health/readiness").headers().allValues("X-Probity-Depth"))
				.isEqualTo(List.of("0"));
			assertThat(application.probePort("/readyz").headers().allValues("X-Probity-Depth")).isEqualTo(List.of("0"));
			assertThat(application.get("/livez").headers().allValues("X-Probity-Depth")).isEmpty();
			assertThat(application.get("/startupz").headers().allValues("X-Probity-Depth")).isEmpty();
			application.switchboard().orders().fail();
			await().until(() -> application.get("/readyz").statusCode() == 503);
			assertThat(application.get("/readyz").headers().allValues("X-Probity-Depth")).isEqualTo(List.of("0"));
		}
	}

	@Test
	void oneThatAcceptsTheReadinessOfAnotherRestsOnOneHopMore() {
		try (RunningApplication first = this.stack.started(PlainApplication.class, "probity.probe-port=0")) {
			String url = "http://localhost:%s/readyz"
				.formatted(first.context().getEnvironment().getRequiredProperty("local.probity.probe-port"));
			try (RunningApplication second = this.stack.started(PlainApplication.class, "probity.http.first.url=" + url,
					"probity.http.first.accept-readiness=true")) {
				await().untilAsserted(
						() -> assertThat(second.get("/readyz").headers().firstValue("X-Probity-Depth")).hasValue("1"));
			}
			try (RunningApplication refusing = this.stack.starting(PlainApplication.class,
					"probity.http.first.url=" + url, "management.endpoint.health.show-details=always")) {
				refusing.switchboard().finishStart();
				await().untilAsserted(() -> assertThat(refusing.get("/readyz?verbose").body())
					.contains("is the readiness probe of another application with Probity"));
				await().until(() -> refusing.get("/readyz").statusCode() == 200);
			}
		}
	}

}
