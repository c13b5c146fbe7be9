package dev.probity.sample.probes;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import dev.probity.probe.ProbeStatus;
import dev.probity.sample.localservices.SharedServer;
import dev.probity.test.fault.Bounds;
import dev.probity.test.proxy.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ApplicationContext;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static dev.probity.test.fault.ProbeAssertions.assertThatStartup;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that starts before its database does. Without Flyway, which would wait
 * for it.
 */
class BootWithoutDatabaseTests {

	private TcpProxy proxy;

	@BeforeEach
	void find() {
		this.proxy = SharedServer.POSTGRES.proxy();
	}

	@AfterEach
	void heal() {
		this.proxy.heal();
	}

	static Stream<Named<Consumer<TcpProxy>>> absences() {
		return Stream.of(Named.of("frozen", TcpProxy::hang), Named.of("refused", TcpProxy::refuse));
	}

	@ParameterizedTest
	@MethodSource("absences")
	void startsAndBecomesReadyByItselfWhenTheDatabaseComes(Consumer<TcpProxy> absence) {
		absence.accept(this.proxy);
		try (RunningApplication application = RunningApplication.with("spring.flyway.enabled=false",
				RunningApplication.NOTHING_TO_SHIP, "probity.defaults.interval=1s",
				"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms",
				"probity.startup.first-run-timeout=500ms")) {
			ApplicationContext context = application.context();
			CheckPolicy policy = application.policy("db");
			assertThatLiveness(context).neverFailedDuring(() -> {
				// until the check is known to fail
				assertThatStartup(context)
					.comesBackWithin(policy.firstRunTimeout().plus(policy.retryInterval()).plus(policy.timeout()));
				assertThatReadiness(context).answersDuring(() -> assertThatStartup(context).neverFailedDuring(() -> {
					assertThatStartup(context).staysUpFor(Duration.ofSeconds(2));
					this.proxy.heal();
					assertThatReadiness(context).comesBackWithin(Bounds.recovery("db"));
				}), ProbeStatus.DOWN, ProbeStatus.UP);
			});
			assertThat(application.borrowers().all()).as("who asked for connections").containsOnly("probity-check-db");
		}
	}

}
