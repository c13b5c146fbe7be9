package dev.probity.application;

import java.time.Duration;

import dev.probity.check.LoadCheck;
import dev.probity.fixture.GrpcApplication;
import dev.probity.fixture.GrpcClient;
import dev.probity.fixture.GrpcOrders;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SecuredApplication;
import dev.probity.fixture.Switch;
import dev.probity.fixture.WebStack;
import dev.probity.probe.LoadShedLimit;
import dev.probity.probe.LoadTerms;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * In every state and whatever is set, all that can be asked for a probe are equal in
 * status, HTTP code and headers.
 */
@ParameterizedClass
@EnumSource(WebStack.class)
class ProbeAgreementTests {

	private final WebStack stack;

	ProbeAgreementTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void withNothingSet() {
		holdsInEveryState(PlainApplication.class);
	}

	@Test
	void whateverItServesAndWhoeverIsAsked() {
		try (RunningApplication running = starting(ServingApplication.class, ServingApplication.SETTINGS);
				GrpcClient client = GrpcApplication.client(running)) {
			ProbeAgreement agreement = ProbeAgreement.of(running).asking((probe) -> isServing(client, probe));
			assertThat(running.get("/orders").statusCode()).as("the start, which rejects").isEqualTo(503);
			agreement.holdsUntilItLeaves();
			running.bean(Jams.class).holdsFor(agreement);
			agreement.holdsForWhatIsTooOld();
			agreement.holdsWhileLeaving();
		}
	}

	@Test
	void whoLeavesBeforeItHasComeUp() {
		try (RunningApplication running = starting(ServingApplication.class, ServingApplication.SETTINGS);
				GrpcClient client = GrpcApplication.client(running)) {
			ProbeAgreement.of(running).asking((probe) -> isServing(client, probe)).holdsWhileLeavingDuringTheStart();
		}
	}

	private static boolean isServing(GrpcClient client, String probe) {
		ServingStatus status = client.check(probe);
		if (probe.equals("readiness")) {
			assertThat(client.check("")).as("the server as a whole").isEqualTo(status);
		}
		return status == ServingStatus.SERVING;
	}

	@Test
	void withAManagementPortOfItsOwn() {
		holdsInEveryState(PlainApplication.class, "management.server.port=0", "probity.balancer.envoy=true");
	}

	@Test
	void behindBootsSecurity() {
		holdsInEveryState(SecuredApplication.class);
	}

	@Test
	void behindBootsSecurityWithAManagementPortOfItsOwn() {
		holdsInEveryState(SecuredApplication.class, "management.server.port=0");
	}

	@Test
	void belowOtherPaths() {
		holdsInEveryState(SecuredApplication.class, this.stack.otherPaths());
	}

	private void holdsInEveryState(Class<?> application, String... properties) {
		try (RunningApplication running = starting(application, properties)) {
			ProbeAgreement.of(running).holdsInEveryState();
		}
	}

	private RunningApplication starting(Class<?> application, String... properties) {
		return this.stack.starting(application,
				StringUtils.concatenateStringArrays(ProbeAgreement.FEATURES, properties));
	}

	/**
	 * An application that serves gRPC, has a probe port and checks of load.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class ServingApplication {

		static final String[] SETTINGS = StringUtils.concatenateStringArrays(GrpcApplication.SETTINGS,
				new String[] { "probity.probe-port=0", "probity.balancer.envoy=true",
						"probity.lame-duck.http-status=404", "probity.startup.reject-traffic=true",
						"probity.checks.jam.criticality=required", "probity.checks.deferred.criticality=required",
						"probity.checks.endless.criticality=required", "probity.checks.search.timeout=700ms",
						"probity.checks.search.max-age=2s" });

		@Bean
		GrpcOrders grpcOrders() {
			return new GrpcOrders();
		}

		@Bean
		Jams jams() {
			return new Jams();
		}

		@Bean
		LoadCheck jam(Jams jams) {
			return jams.jam.load();
		}

		@Bean
		LoadCheck deferred(Jams jams) {
			return jams.deferred.load();
		}

		@Bean
		LoadCheck endless(Jams jams) {
			return jams.endless.load();
		}

		@Bean
		LoadShedLimit loadShedLimit() {
			return new LoadShedLimit(Jams::terms, 11);
		}

	}

	/**
	 * Load that keeps the instance from being ready at once, only later, and no longer.
	 */
	static final class Jams {

		private final Switch jam = new Switch();

		private final Switch deferred = new Switch();

		private final Switch endless = new Switch();

		static LoadTerms terms(String check) {
			return switch (check) {
				case "deferred" -> new LoadTerms(Duration.ofDays(10_000), Duration.ofHours(1));
				case "endless" -> new LoadTerms(Duration.ZERO, Duration.ZERO);
				default -> new LoadTerms(Duration.ZERO, Duration.ofHours(1));
			};
		}

		void holdsFor(ProbeAgreement agreement) {
			holdsFor(agreement, this.jam, "DOWN");
			holdsFor(agreement, this.deferred, "DEGRADED");
			holdsFor(agreement, this.endless, "DEGRADED");
		}

		private static void holdsFor(ProbeAgreement agreement, Switch load, String readiness) {
			load.fail();
			agreement.allAre(readiness, "UP", "UP");
			load.pass();
			agreement.allAre("UP", "UP", "UP");
		}

	}

}
