package dev.probity.traffic;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestPathsTests {

	private final RequestPaths paths = new RequestPaths(
			Set.of("/readyz", "/readyz/orders", "/actuator/health/readiness"), Set.of("/livez"),
			new LoopbackPath("/loopback"), Set.of("/actuator/"));

	@ParameterizedTest
	@CsvSource({ "/readyz,READINESS_PROBE", "/readyz/orders,READINESS_PROBE",
			"/actuator/health/readiness,READINESS_PROBE", "/livez,MANAGEMENT", "/actuator/health,MANAGEMENT",
			"/actuator/prometheus,MANAGEMENT", "/,APPLICATION", "/orders,APPLICATION", "/readyz/other,APPLICATION",
			"/actuators,APPLICATION", "/loopback,LOOPBACK", "/api/loopback,LOOPBACK", "/loopback/a,APPLICATION" })
	void aPathTellsWhatARequestIsFor(String path, RequestKind kind) {
		assertThat(this.paths.kindOf(path)).isEqualTo(kind);
	}

	@Test
	void nothingOnTheManagementPortIsTheApplications() {
		RequestPaths management = this.paths.ofManagementPort();
		assertThat(management.kindOf("/orders")).isEqualTo(RequestKind.MANAGEMENT);
		assertThat(management.kindOf("/actuator/health/readiness")).isEqualTo(RequestKind.READINESS_PROBE);
		assertThat(management.kindOf("/loopback")).isEqualTo(RequestKind.MANAGEMENT);
	}

}
