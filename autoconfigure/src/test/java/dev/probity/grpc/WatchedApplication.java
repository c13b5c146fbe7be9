package dev.probity.grpc;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChangeListener;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.GrpcApplication;
import dev.probity.fixture.GrpcOrders;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.Switch;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.awaitility.Awaitility.await;

/**
 * A gRPC application with a feature <code>catalog</code>, a health indicator and a
 * listener that may hang, a service that it has declared with Spring Boot, and a
 * dependency whose failure is held.
 */
@Configuration(proxyBeanMethods = false)
@Import(GrpcApplication.class)
class WatchedApplication {

	static final String DECLARED = GrpcOrders.NAME;

	static RunningApplication starting() {
		return GrpcApplication.starting(WatchedApplication.class, "probity.features.catalog.checks=search",
				"probity.checks.vault.criticality=required", "probity.checks.vault.shared=stay",
				"probity.checks.ledger.criticality=required", "probity.checks.ledger.timeout=1s",
				"probity.checks.ledger.interval=40ms", "probity.checks.ledger.retry-interval=10ms",
				"spring.grpc.server.health.service.[%s].include=orders,ledger,readinessState".formatted(DECLARED));
	}

	static void finishStart(RunningApplication application) {
		application.switchboard().finishStart();
		await().until(() -> isReady(application));
	}

	private static boolean isReady(RunningApplication application) {
		Probes probes = application.bean(Probes.class);
		return probes.evaluate(Objects.requireNonNull(probes.probe(Probe.READINESS))).status() == ProbeStatus.UP;
	}

	@Bean
	MeterRegistry meterRegistry() {
		return new SimpleMeterRegistry();
	}

	@Bean
	Switch vaultSwitch() {
		return new Switch();
	}

	@Bean
	DependencyCheck vault(Switch vaultSwitch) {
		return vaultSwitch.dependency();
	}

	@Bean
	Ledger ledger() {
		return new Ledger();
	}

	@Bean
	Listener listener() {
		return new Listener();
	}

	/**
	 * Something that hangs when told to.
	 */
	abstract static class Hanging implements AutoCloseable {

		private volatile CountDownLatch released = new CountDownLatch(0);

		private volatile boolean hung;

		void hang() {
			this.released = new CountDownLatch(1);
		}

		boolean isHung() {
			return this.hung;
		}

		void passIfReleased() {
			this.hung = this.released.getCount() > 0;
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		@Override
		public void close() {
			this.released.countDown();
		}

	}

	static final class Ledger extends Hanging implements HealthIndicator {

		@Override
		public Health health() {
			passIfReleased();
			return Health.up().build();
		}

	}

	static final class Listener extends Hanging implements VerdictChangeListener {

		@Override
		public void onChange(VerdictChange change) {
			passIfReleased();
		}

	}

}
