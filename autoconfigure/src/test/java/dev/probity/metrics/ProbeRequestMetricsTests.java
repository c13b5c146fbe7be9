package dev.probity.metrics;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who asks the short paths, and what they are told, as it is counted.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ProbeRequestMetricsTests {

	private static RunningApplication application;

	@Parameter
	WebStack stack;

	@BeforeParameterizedClassInvocation
	static void start(WebStack stack) {
		application = stack.started(PlainApplication.class, "probity.features.checkout.checks=orders");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		application.close();
	}

	@AfterEach
	void allIsWell() {
		application.switchboard().search().pass();
		ProbeAgreement.of(application).readinessIs("UP");
	}

	@ParameterizedTest
	@CsvSource({ "kube-probe/1.34, kubelet, /readyz, readiness", "Envoy/HC, envoy, /livez, liveness",
			"ELB-HealthChecker/2.0, elb, /startupz, startup", "Consul Health Check, consul, /readyz, readiness",
			"HAProxy, haproxy, /readyz, readiness", "kube-probe/1.34, kubelet, /readyz?verbose, readiness",
			"Envoy/HC, envoy, /readyz/checkout, checkout", "somebody, other, /livez, liveness" })
	void answersAreCountedByWhoAsks(String userAgent, String caller, String path, String probe) {
		double before = count(probe, "up", caller);
		application.send("GET", path, "User-Agent", userAgent);
		application.send("HEAD", path, "User-Agent", userAgent);
		assertThat(count(probe, "up", caller) - before).isEqualTo(2);
	}

	@Test
	void answersAreCountedByStatus() {
		application.switchboard().search().fail();
		ProbeAgreement.of(application).readinessIs("DEGRADED");
		application.send("GET", "/readyz", "User-Agent", "Envoy/HC");
		assertThat(count("readiness", "degraded", "envoy")).isEqualTo(1);
	}

	@Test
	void whatIsNoAnswerIsNotCounted() {
		application.send("POST", "/readyz", "User-Agent", "ELB-HealthChecker/2.0");
		application.send("GET", "/readyz/nothing", "User-Agent", "ELB-HealthChecker/2.0");
		assertThat(count("readiness", "up", "elb")).isZero();
	}

	private static double count(String probe, String status, String caller) {
		Counter counter = application.bean(MeterRegistry.class)
			.find("probity.probe.requests")
			.tags("probe", probe, "status", status, "caller", caller)
			.counter();
		return (counter != null) ? counter.count() : 0;
	}

}
