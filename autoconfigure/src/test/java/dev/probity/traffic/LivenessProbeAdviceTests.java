package dev.probity.traffic;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A platform that asks liveness on the application's port is told once what comes of
 * that.
 */
@ExtendWith(OutputCaptureExtension.class)
@ParameterizedClass
@EnumSource(WebStack.class)
class LivenessProbeAdviceTests {

	private static final String KUBELET = "kube-probe/1.36";

	private static final String WARNING = "on the port of the application. While all request threads wait";

	private final WebStack stack;

	LivenessProbeAdviceTests(WebStack stack) {
		this.stack = stack;
	}

	@ParameterizedTest
	@CsvSource({ "/livez, kube-probe/1.36, kubelet", "/actuator/health/liveness, ELB-HealthChecker/2.0, elb",
			"/actuator/health, kube-probe/1.36, kubelet" })
	void whoeverDoesIsToldOnceWithTheStanzaToWrite(String path, String userAgent, String caller,
			CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, "probity.probe-port=0")) {
			int port = application.context()
				.getEnvironment()
				.getRequiredProperty("local.probity.probe-port", Integer.class);
			ask(application, path, userAgent);
			ask(application, path, userAgent);
			ask(application, "/livez", userAgent);
			assertThat(output).containsOnlyOnce(WARNING)
				.contains("'%s' requests '%s' on the port of the application".formatted(caller, path))
				.contains("livenessProbe: { httpGet: { path: /livez, port: %d }, timeoutSeconds: 3 }".formatted(port));
		}
	}

	@Test
	void whereThereIsNoProbePortItIsSaidHowToHaveOne(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class)) {
			ask(application, "/livez", KUBELET);
			assertThat(output).containsOnlyOnce(WARNING)
				.contains("Set 'probity.probe-port: 9595' and point the probe at it: livenessProbe: ");
		}
	}

	@Test
	void neitherReadinessNorAPersonNorAManagementPortIs(CapturedOutput output) {
		try (RunningApplication application = this.stack.starting(PlainApplication.class, "management.server.port=0")) {
			ask(application, "/readyz", KUBELET);
			ask(application, "/startupz", KUBELET);
			ask(application, "/livez", "curl/8.5.0");
			application.management("/actuator/health/liveness", "User-Agent", KUBELET);
			application.management("/actuator/health", "User-Agent", KUBELET);
			application.management("/actuator/health/readiness", "User-Agent", KUBELET);
			assertThat(output).doesNotContain(WARNING);
		}
	}

	private static void ask(RunningApplication application, String path, String userAgent) {
		application.send("GET", path, "User-Agent", userAgent);
	}

}
