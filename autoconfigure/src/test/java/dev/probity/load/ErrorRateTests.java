package dev.probity.load;

import java.util.Map;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance whose requests fail is taken out of service for a while and tried again,
 * with a balancer that honours readiness and one that does not.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ErrorRateTests {

	private static final String[] SMALL = { "probity.checks.error-rate.criticality=required",
			"probity.error-rate.window=2s", "probity.error-rate.min-requests=4", "probity.error-rate.ejection-time=1s",
			"probity.error-rate.max-ejection-time=8s", "management.endpoint.health.show-details=always" };

	private final WebStack stack;

	ErrorRateTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void isTakenOutTriedAgainTakenOutForTwiceAsLongAndComesBack() {
		try (RunningApplication application = this.stack.started(FailingApplication.class, SMALL)) {
			Service service = application.bean(Service.class);
			awaitDetail(application, "state", "judging");
			service.failing = true;
			send(application, 4);
			awaitState(application, CheckState.FAILING);
			assertThat(result(application).reason()).matches("100 % of \\d requests failed in .*: ejected for 1s, .*");
			ProbeAgreement.of(application).readinessIs("DOWN");
			assertThat(application.get("/livez").statusCode()).isEqualTo(200);
			// the balancer sends nothing meanwhile
			awaitState(application, CheckState.PASSING);
			assertThat(result(application).details()).contains(Map.entry("state", "trial"), Map.entry("requests", 0L));
			ProbeAgreement.of(application).readinessIs("UP");
			send(application, 4);
			awaitState(application, CheckState.FAILING);
			assertThat(result(application).reason()).contains("ejected for 2s");
			excused(application);
			service.failing = false;
			send(application, 8);
			awaitDetail(application, "requests", 8L);
			assertThat(result(application).details()).contains(Map.entry("failed", 0L), Map.entry("ejections", 2L),
					Map.entry("state", "judging"));
			ProbeAgreement.of(application).readinessIs("UP");
		}
	}

	private static void excused(RunningApplication application) {
		application.switchboard().orders().fail();
		awaitState(application, CheckState.PASSING);
		assertThat(result(application).details()).contains(Map.entry("state", "excused"),
				Map.entry("excusedBy", "orders"));
		send(application, 8);
		ProbeAgreement.awaitVerdict(application, "readiness", "DOWN");
		application.switchboard().orders().pass();
		awaitDetail(application, "state", "judging");
		assertThat(errorRate(application).state()).isEqualTo(CheckState.PASSING);
	}

	private static void send(RunningApplication application, int requests) {
		for (int i = 0; i < requests; i++) {
			application.get("/orders");
		}
	}

	private static void awaitState(RunningApplication application, CheckState state) {
		await().untilAsserted(
				() -> assertThat(errorRate(application).state()).as(() -> result(application) + "").isEqualTo(state));
	}

	private static void awaitDetail(RunningApplication application, String key, Object value) {
		await().ignoreExceptions()
			.untilAsserted(() -> assertThat(result(application).details()).containsEntry(key, value));
	}

	private static CheckResult result(RunningApplication application) {
		CheckResult result = errorRate(application).lastResult();
		assertThat(result).isNotNull();
		return result;
	}

	private static CheckSnapshot errorRate(RunningApplication application) {
		CheckSnapshot snapshot = application.bean(CheckMonitor.class).snapshot("errorRate");
		assertThat(snapshot).isNotNull();
		return snapshot;
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ PlainApplication.class, Service.class })
	static class FailingApplication {

	}

	@RestController
	static class Service {

		private volatile boolean failing;

		@GetMapping("/orders")
		String orders() {
			if (this.failing) {
				throw new IllegalStateException("cannot");
			}
			return "ok";
		}

	}

}
