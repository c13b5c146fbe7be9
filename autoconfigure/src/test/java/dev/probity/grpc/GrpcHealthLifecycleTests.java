package dev.probity.grpc;

import java.time.Duration;

import dev.probity.fixture.GrpcApplication;
import dev.probity.fixture.GrpcClient;
import dev.probity.fixture.GrpcClient.Watch;
import dev.probity.fixture.RunningApplication;
import dev.probity.grpc.WatchedApplication.Listener;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LameDuckReadiness;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.probe.Probes;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;

import static dev.probity.grpc.WatchedApplication.DECLARED;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVICE_UNKNOWN;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the gRPC health service says from the start of an application to its end.
 */
@Timeout(60)
class GrpcHealthLifecycleTests {

	private final RunningApplication application = WatchedApplication.starting();

	private final GrpcClient client = GrpcApplication.client(this.application);

	@AfterEach
	void stop() {
		this.application.bean(Listener.class).close();
		this.client.close();
		this.application.close();
	}

	@Test
	void itDoesNotServeUntilItIsReady() {
		Watch watch = this.client.watch("").said(NOT_SERVING);
		assertThat(this.client.check("")).isEqualTo(NOT_SERVING);
		assertThat(this.client.check("readiness")).isEqualTo(NOT_SERVING);
		assertThat(this.client.check("startup")).isEqualTo(NOT_SERVING);
		assertThat(this.client.check("catalog")).isEqualTo(NOT_SERVING);
		assertThat(this.client.check("liveness")).isEqualTo(SERVING);
		assertThat(this.application.bean(Probes.class).hasSaidReady()).isFalse();
		WatchedApplication.finishStart(this.application);
		watch.said(NOT_SERVING, SERVING);
	}

	@Test
	void aListenerThatHangsHoldsUpNoAnswer() {
		WatchedApplication.finishStart(this.application);
		Watch watch = this.client.watch("").said(SERVING);
		Listener listener = this.application.bean(Listener.class);
		listener.hang();
		this.application.switchboard().search().fail();
		await().until(listener::isHung);
		this.application.switchboard().orders().fail();
		await().until(() -> this.client.check("") == NOT_SERVING);
		watch.said(SERVING, NOT_SERVING);
		assertThat(listener.isHung()).isTrue();
	}

	@Test
	void anInstanceThatLeavesServesNothingButIsAliveAndStarted() {
		WatchedApplication.finishStart(this.application);
		this.application.bean(HealthStatusManager.class).setStatus("set", SERVING);
		Watch server = this.client.watch("").said(SERVING);
		Watch declared = this.client.watch(DECLARED).said(SERVING);
		Watch set = this.client.watch("set").said(SERVING);
		Watch unknown = this.client.watch("nothing").said(SERVICE_UNKNOWN);
		this.application.bean(Instance.class).advanceTo(LifecyclePhase.LAME_DUCK);
		assertServing(NOT_SERVING, "", "readiness", "catalog", DECLARED, "set");
		assertServing(SERVING, "liveness", "startup");
		server.said(SERVING, NOT_SERVING);
		declared.said(SERVING, NOT_SERVING);
		set.said(SERVING, NOT_SERVING);
		unknown.said(SERVICE_UNKNOWN);
		assertThat(server.isOpen()).isTrue();
	}

	@Test
	void anInstanceThatLeavesAndIsKeptReadyServesEverythingUntilItIsWithdrawn() {
		WatchedApplication.finishStart(this.application);
		Instance instance = this.application.bean(Instance.class);
		instance.leave(LameDuckReadiness.KEPT);
		assertServing(SERVING, "", "readiness", "catalog", DECLARED, "liveness");
		instance.withdraw();
		assertServing(NOT_SERVING, "", "readiness", "catalog", DECLARED);
	}

	@Test
	void whatIsWatchedEndsBeforeTheServerStopsAndComesBackWithIt() {
		WatchedApplication.finishStart(this.application);
		Watch server = this.client.watch("").said(SERVING);
		Watch liveness = this.client.watch("liveness").said(SERVING);
		GrpcServerLifecycle lifecycle = this.application.bean(GrpcServerLifecycle.class);
		long stopped = System.nanoTime();
		lifecycle.stop();
		assertThat(Duration.ofNanos(System.nanoTime() - stopped)).isLessThan(Duration.ofSeconds(5));
		server.said(SERVING, NOT_SERVING);
		liveness.said(SERVING);
		assertThat(server.end()).isEqualTo(Status.Code.OK);
		assertThat(liveness.end()).isEqualTo(Status.Code.OK);
		lifecycle.start();
		try (GrpcClient again = GrpcApplication.client(this.application)) {
			assertThat(again.check("")).isEqualTo(SERVING);
			again.watch("").said(SERVING);
		}
	}

	@Test
	void afterTheEndNobodyIsToldAnythingThatCouldMakeItTryAgainAtOnce() {
		WatchedApplication.finishStart(this.application);
		this.application.bean(GrpcHealth.class).end();
		Watch watch = this.client.watch("liveness");
		assertThat(watch.end()).isEqualTo(Status.Code.UNAVAILABLE);
		watch.said();
		assertServing(NOT_SERVING, "", "catalog", DECLARED);
		assertServing(SERVING, "liveness");
	}

	private void assertServing(ServingStatus status, String... services) {
		for (String service : services) {
			assertThat(this.client.check(service)).as(service).isEqualTo(status);
		}
	}

}
