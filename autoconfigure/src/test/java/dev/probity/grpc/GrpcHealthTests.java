package dev.probity.grpc;

import java.time.Duration;

import dev.probity.fixture.GrpcApplication;
import dev.probity.fixture.GrpcClient;
import dev.probity.fixture.GrpcClient.Watch;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.Switch;
import dev.probity.grpc.WatchedApplication.Ledger;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason.Cause;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static dev.probity.grpc.WatchedApplication.DECLARED;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVICE_UNKNOWN;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What the gRPC health service of a running application says to callers over TCP.
 */
@Timeout(60)
class GrpcHealthTests {

	private static RunningApplication application;

	private GrpcClient client;

	@BeforeAll
	static void start() {
		application = WatchedApplication.starting();
		WatchedApplication.finishStart(application);
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@BeforeEach
	void connect() {
		this.client = GrpcApplication.client(application);
	}

	@AfterEach
	void heal() {
		application.switchboard().orders().pass();
		application.switchboard().search().pass();
		application.bean(Switch.class).pass();
		application.bean(Ledger.class).close();
		this.client.close();
		await().until(() -> application.verdict("readiness").status() == ProbeStatus.UP
				&& application.bean(GrpcHealth.class).watches() == 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "readiness", "liveness", "startup", "catalog", DECLARED })
	void everyProbeAndEveryDeclaredServiceIsAService(String service) {
		assertThat(this.client.check(service)).isEqualTo(SERVING);
		this.client.watch(service).said(SERVING);
	}

	@Test
	void whatFailsStopsTheServicesThatNeedIt() {
		Watch server = this.client.watch("").said(SERVING);
		Watch catalog = this.client.watch("catalog").said(SERVING);
		Watch declared = this.client.watch(DECLARED).said(SERVING);
		application.switchboard().orders().fail();
		server.said(SERVING, NOT_SERVING);
		declared.said(SERVING, NOT_SERVING);
		assertThat(this.client.check("")).isEqualTo(NOT_SERVING);
		assertThat(this.client.check(DECLARED)).isEqualTo(NOT_SERVING);
		assertThat(this.client.check("catalog")).isEqualTo(SERVING);
		assertThat(this.client.check("liveness")).isEqualTo(SERVING);
		application.switchboard().search().fail();
		catalog.said(SERVING, NOT_SERVING);
		application.switchboard().orders().pass();
		server.said(SERVING, NOT_SERVING, SERVING);
		declared.said(SERVING, NOT_SERVING, SERVING);
	}

	@Test
	void degradedIsServing() {
		Watch watch = this.client.watch("").said(SERVING);
		application.switchboard().search().fail();
		await().until(() -> application.verdict("readiness").status().name().equals("DEGRADED"));
		assertThat(this.client.check("")).isEqualTo(SERVING);
		watch.said(SERVING);
	}

	@Test
	void aFailureThatIsHeldIsServing() {
		Watch watch = this.client.watch("").said(SERVING);
		application.bean(Switch.class).fail();
		await().until(() -> application.verdict("readiness")
			.reasons()
			.stream()
			.anyMatch((reason) -> reason.cause() == Cause.HELD));
		assertThat(this.client.check("")).isEqualTo(SERVING);
		assertThat(this.client.check("readiness")).isEqualTo(SERVING);
		watch.said(SERVING);
	}

	@Test
	void anIndicatorThatHangsHoldsUpNoAnswer() {
		Watch watch = this.client.watch("").said(SERVING);
		Watch declared = this.client.watch(DECLARED).said(SERVING);
		application.bean(Ledger.class).hang();
		watch.said(SERVING, NOT_SERVING);
		declared.said(SERVING, NOT_SERVING);
		long asked = System.nanoTime();
		assertThat(this.client.check("")).isEqualTo(NOT_SERVING);
		assertThat(this.client.check(DECLARED)).isEqualTo(NOT_SERVING);
		assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void aServiceThatNobodyKnowsIsUnknownUntilTheApplicationSaysOtherwise() {
		assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> this.client.check("nothing"))
			.satisfies((ex) -> assertThat(ex.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND));
		Watch watch = this.client.watch("nothing").said(SERVICE_UNKNOWN);
		application.bean(HealthStatusManager.class).setStatus("nothing", SERVING);
		watch.said(SERVICE_UNKNOWN, SERVING);
		assertThat(this.client.check("nothing")).isEqualTo(SERVING);
		assertThat(watch.isOpen()).isTrue();
	}

	@Test
	void whatTheApplicationSetsOfTheServerItselfDoesNotCount() {
		Watch watch = this.client.watch("").said(SERVING);
		application.bean(HealthStatusManager.class).setStatus("", NOT_SERVING);
		assertThat(this.client.check("")).isEqualTo(SERVING);
		watch.said(SERVING);
	}

	@Test
	void callersThatHaveGoneAreForgotten() {
		GrpcHealth health = application.bean(GrpcHealth.class);
		Watch canceled = this.client.watch("").said(SERVING);
		try (GrpcClient other = GrpcApplication.client(application)) {
			other.watch("nobody").said(SERVICE_UNKNOWN);
			assertThat(health.watches()).isEqualTo(2);
		}
		canceled.cancel();
		await().until(() -> health.watches() == 0);
	}

	@Test
	void whoAsksIsCounted() {
		try (GrpcClient kubelet = new GrpcClient(application.bean(GrpcServerLifecycle.class).getPort(),
				"kube-probe/1.34")) {
			assertThat(kubelet.check("")).isEqualTo(SERVING);
			kubelet.watch("liveness").said(SERVING);
		}
		assertThat(application.bean(Probes.class).hasSaidReady()).isTrue();
		MeterRegistry registry = application.bean(MeterRegistry.class);
		assertThat(registry.get("probity.probe.requests")
			.tags("probe", "readiness", "status", "up", "caller", "kubelet")
			.counter()
			.count()).isEqualTo(1);
		assertThat(registry.get("probity.probe.requests")
			.tags("probe", "liveness", "status", "up", "caller", "kubelet")
			.counter()
			.count()).isEqualTo(1);
	}

}
