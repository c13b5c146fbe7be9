package dev.probity.grpc;

import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.GrpcApplication;
import dev.probity.fixture.GrpcClient;
import dev.probity.fixture.GrpcClient.Watch;
import dev.probity.fixture.RunningApplication;
import dev.probity.grpc.WatchedApplication.Ledger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static dev.probity.grpc.WatchedApplication.DECLARED;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.NOT_SERVING;
import static io.grpc.health.v1.HealthCheckResponse.ServingStatus.SERVING;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is asked for the status of a declared service, and what is not: the application
 * has a health indicator that would hang, left out of the background and of every
 * service.
 */
@Timeout(60)
class GrpcDeclaredServicesTests {

	private final RunningApplication application = GrpcApplication.starting(HangingApplication.class,
			"probity.adopt.exclude=ledger", "spring.grpc.server.health.service.[%s].include=orders".formatted(DECLARED),
			"spring.grpc.server.health.service.reading.include=search");

	private final GrpcClient client = GrpcApplication.client(this.application);

	@AfterEach
	void stop() {
		this.application.bean(Ledger.class).close();
		this.client.close();
		this.application.close();
	}

	@Test
	void aCallerWaitsForNothingThatTheServiceDoesNotInclude() {
		WatchedApplication.finishStart(this.application);
		assertThat(this.client.check(DECLARED)).isEqualTo(SERVING);
		assertThat(this.client.check("reading")).isEqualTo(SERVING);
		assertLedgerIsLeftAlone();
	}

	@Test
	void aStreamKeepsNoOtherFromBeingToldOfAChange() {
		WatchedApplication.finishStart(this.application);
		Watch server = this.client.watch("").said(SERVING);
		Watch reading = this.client.watch("reading").said(SERVING);
		Watch declared = this.client.watch(DECLARED).said(SERVING);
		this.application.switchboard().orders().fail();
		declared.said(SERVING, NOT_SERVING);
		server.said(SERVING, NOT_SERVING);
		reading.said(SERVING);
		assertLedgerIsLeftAlone();
	}

	private void assertLedgerIsLeftAlone() {
		assertThat(this.application.bean(CheckMonitor.class).snapshot("ledger")).isNull();
		assertThat(this.application.bean(Ledger.class).isHung()).as("somebody has asked it").isFalse();
	}

	@Configuration(proxyBeanMethods = false)
	@Import(GrpcApplication.class)
	static class HangingApplication {

		@Bean
		Ledger ledger() {
			Ledger ledger = new Ledger();
			ledger.hang();
			return ledger;
		}

	}

}
