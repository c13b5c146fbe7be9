package dev.probity.fleet;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance that can reach no peer, with all that really asks and answers.
 */
class UnreachablePeersTests {

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1" })
	void itLeaves(String probePort) {
		try (RunningApplication application = RunningApplication.started(PlainApplication.class,
				"probity.fleet.peers=127.0.0.1:1,127.0.0.1:2", "probity.probe-port=" + probePort)) {
			await().until(() -> application.get("/readyz").statusCode() == 200);
			application.switchboard().orders().fail();
			await().until(() -> application.get("/readyz").statusCode() == 503);
			Fleet fleet = application.bean(Fleet.class);
			await().untilAsserted(() -> assertThat(fleet.latest().get("orders")).isNotNull().satisfies((decision) -> {
				assertThat(decision.mind()).isEqualTo(Mind.LEAVE);
				assertThat(decision.none()).isEqualTo(2);
			}));
		}
	}

}
