package dev.probity.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.actuate.ProbityEndpoint;
import dev.probity.change.ChangeHistory;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.engine.CheckMonitor;
import dev.probity.event.CheckDiagnosedEvent;
import dev.probity.event.TransitionLogger;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.probe.ProbeStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where a diagnosis is told.
 */
class ToldDiagnosisTests {

	private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");

	private static final Diagnosis FAULT = new Diagnosis(Finding.CLIENT_FAULT,
			"PostgreSQL answers, but the pool of jdbc:postgresql://db/orders?password=hunter2 does not", NOON);

	private final List<CheckDiagnosedEvent> events = new CopyOnWriteArrayList<>();

	@Test
	void itIsToldWhereverTheCheckIs() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		try (LoggedLines log = new LoggedLines(TransitionLogger.class)) {
			Contexts.withoutWeb()
				.withBean("orders", DependencyCheck.class, () -> () -> CheckResult.failed("pool stuck"))
				.withBean(SimpleMeterRegistry.class, () -> meters)
				.withBean("listener", ApplicationListener.class, this::listener)
				.withPropertyValues("management.endpoints.web.exposure.include=*",
						"management.endpoint.health.show-details=always")
				.run((context) -> {
					Contexts.ready(context);
					Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
					log.next();
					CheckMonitor monitor = context.getBean(CheckMonitor.class);
					monitor.diagnose("orders", FAULT, NOON);
					await().until(() -> !this.events.isEmpty());
					assertThat(log.next()).anyMatch((line) -> line
						.startsWith("WARN Check 'orders' is CLIENT_FAULT: PostgreSQL answers, but the pool of "));
					assertThat(details(context)).containsEntry("finding", "CLIENT_FAULT")
						.containsEntry("diagnosis", FAULT.sentence());
					assertThat(context.getBean(ProbityEndpoint.class).probity().checks().get("orders").finding())
						.isEqualTo(Finding.CLIENT_FAULT);
					assertThat(this.events.get(0).check()).isEqualTo("orders");
					assertThat(this.events.get(0).finding()).isEqualTo(Finding.CLIENT_FAULT);
					assertThat(context.getBean(ChangeHistory.class).latest().toString()).contains("CLIENT_FAULT")
						.doesNotContain("hunter2");
					monitor.diagnose("orders", null, NOON.plusSeconds(60));
					await().until(() -> this.events.size() == 2);
					assertThat(log.next())
						.anyMatch((line) -> line.equals("INFO Check 'orders' has no finding any more"));
					assertThat(details(context)).doesNotContainKey("finding");
				});
		}
		assertThat(FAULT.sentence()).doesNotContain("hunter2");
	}

	private ApplicationListener<PayloadApplicationEvent<?>> listener() {
		return (event) -> {
			if (event.getPayload() instanceof CheckDiagnosedEvent diagnosed) {
				this.events.add(diagnosed);
			}
		};
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> details(AssertableApplicationContext context) {
		IndicatedHealthDescriptor health = (IndicatedHealthDescriptor) context.getBean(HealthEndpoint.class)
			.healthForPath("orders");
		return (Map<String, Object>) health.getDetails().get("probity");
	}

}
