package dev.probity;

import dev.probity.fixture.QuickLane;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The quick lane has the tests of the wiring, and none that needs a server or a JVM.
 */
class QuickLaneTests {

	@ParameterizedTest
	@ValueSource(strings = { "jdbc.DataSourceCheckTests", "kafka.KafkaCheckTests", "redis.RedisCheckTests",
			"shutdown.LameDuckProcessTests", "vital.VitalProcessTests", "port.ProbePortTlsTests",
			"application.ProbeAgreementTests", "web.SecurityTests", "budget.ShutdownAnnouncementTests" })
	void whatNeedsAServerOrAJvmIsLeftOut(String name) {
		assertThat(QuickLane.startsServerOrProcess("dev.probity." + name)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ArchitectureTests", "jdbc.DataSourceCheckAutoConfigurationTests", "metrics.MetricsTests",
			"indicator.AdoptionTests", "registration.ProbityAutoConfigurationTests", "load.HysteresisTests",
			"settings.PropertiesMetadataTests", "grpc.GrpcHealthAutoConfigurationTests" })
	void theWiringStays(String name) {
		assertThat(QuickLane.startsServerOrProcess("dev.probity." + name)).isFalse();
	}

}
