package dev.probity.sample.probes;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.probity.check.CheckPolicy;
import dev.probity.sample.localservices.SharedServer;
import dev.probity.test.proxy.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
				"probity.startup.first-run-timeout=500ms"); Observation observation = Observation.of(application)) {
			CheckPolicy policy = application.policy("db");
			// until the check is known to fail
			observation.awaitStatus(Observation.STARTUP, 200,
					policy.firstRunTimeout()
						.plus(policy.retryInterval())
						.plus(policy.timeout())
						.plus(Outage.TOLERANCE));
			observation.lookFor(Duration.ofSeconds(2));
			observation.mark("healed");
			this.proxy.heal();
			observation.awaitStatus(Observation.READINESS, 200, Dependency.DATABASE.recoveryBound(policy));
			observation.lookFor(Duration.ofSeconds(1));
			Timeline timeline = observation.timeline();
			assertThat(timeline.statuses(Observation.READINESS)).as("%s", timeline).containsExactly(503, 200);
			assertThat(timeline.statuses(Observation.READINESS_GROUP)).as("%s", timeline).containsExactly(503, 200);
			assertThat(timeline.statuses(Observation.STARTUP)).as("%s", timeline).endsWith(200).isSubsetOf(503, 200);
			assertThat(timeline.statuses(Observation.LIVENESS)).as("%s", timeline).containsExactly(200);
			assertThat(timeline.statuses(Observation.CONSTANT)).as("%s", timeline).containsExactly(200);
			assertThat(application.borrowers().all()).as("who asked for connections").containsOnly("probity-check-db");
		}
	}

}
