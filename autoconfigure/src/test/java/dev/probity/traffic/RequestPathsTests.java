package dev.probity.traffic;

import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RequestPathsTests {

	private final RequestPaths paths = new RequestPaths(Set.of("/readyz", "/readyz/orders", "/livez"),
			new LoopbackPath("/loopback"), Set.of("/actuator/"));

	@ParameterizedTest
	@CsvSource({ "/readyz,MANAGEMENT", "/readyz/orders,MANAGEMENT", "/livez,MANAGEMENT", "/actuator/health,MANAGEMENT",
			"/actuator/prometheus,MANAGEMENT", "/,APPLICATION", "/orders,APPLICATION", "/readyz/other,APPLICATION",
			"/actuators,APPLICATION", "/loopback,LOOPBACK", "/api/loopback,LOOPBACK", "/loopback/a,APPLICATION" })
	void aPathTellsWhatARequestIsFor(String path, RequestKind kind) {
		assertThat(this.paths.kindOf(path)).isEqualTo(kind);
	}

}
