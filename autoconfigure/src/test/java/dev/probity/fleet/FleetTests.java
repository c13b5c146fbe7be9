package dev.probity.fleet;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.RunningApplication;
import dev.probity.fleet.FleetApplication.ObedientPeers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An instance that has peers: what they say decides whether it leaves, and everybody is
 * told.
 */
class FleetTests {

	private final RunningApplication application = RunningApplication.started(FleetApplication.class,
			FleetApplication.PROPERTIES);

	private final LoggedLines log = new LoggedLines(DecisionLogger.class);

	private final ObedientPeers peers = this.application.bean(ObedientPeers.class);

	@BeforeEach
	void beReady() {
		await().until(() -> readiness().statusCode() == 200);
	}

	@AfterEach
	void close() {
		this.application.close();
		this.log.close();
	}

	private HttpResponse<String> readiness() {
		return this.application.get("/readyz");
	}

	private void lose(int passing, int failing) {
		this.peers.passing = passing;
		this.peers.failing = failing;
		this.application.switchboard().orders().fail();
		await().until(() -> !this.peers.events().isEmpty());
	}

	@Test
	void itStaysIfMostFailTooAndEverybodyIsTold() {
		lose(1, 7);
		assertThat(readiness().statusCode()).isEqualTo(200);
		assertThat(readiness().headers().firstValue("X-Health-Degraded")).hasValue("orders");
		assertThat(readiness().headers().firstValue("x-envoy-degraded")).hasValue("true");
		assertThat(readiness().headers().firstValue("x-envoy-immediate-health-check-fail")).isEmpty();
		assertThat(this.application.get("/readyz?verbose").body()).contains("[-]orders failed: ",
				", held: 7 of 9 peers fail too", "readyz check passed (degraded)");
		assertThat(this.application.actuator("/health/readiness").statusCode()).isEqualTo(200);
		assertThat(this.application.actuator("/health/readiness").body()).contains("DEGRADED");
		assertThat(this.peers.events()).singleElement()
			.satisfies((decision) -> assertThat(decision.mind()).isEqualTo(Mind.STAY));
		assertThat(this.log.next()).containsExactly(
				"WARN Check 'orders' fails for 7 of 9 peers, too: the instance stays in service, degraded");
		String shown = this.application.actuator("/probity").body();
		assertThat(JsonPath.<List<Map<String, Object>>>read(shown, "$.probes.readiness.reasons"))
			.containsExactly(Map.of("cause", "HELD", "code", "PROBITY-014", "subject", "orders", "criticality",
					"REQUIRED", "reason", "7 of 9 peers fail too"));
		assertThat(JsonPath.<Integer>read(shown, "$.fleet.peers")).isEqualTo(9);
		assertThat(JsonPath.<Map<String, Object>>read(shown, "$.fleet.questions.orders")).containsEntry("mind", "STAY")
			.containsEntry("asked", 9)
			.containsEntry("passing", 1)
			.containsEntry("failing", 7)
			.containsEntry("none", 1);
		assertThat(metric("probity.fleet.held?tag=check:orders")).isOne();
		assertThat(metric("probity.fleet.peers")).isEqualTo(9);
		assertThat(metric("probity.fleet.questions?tag=opinion:failing")).isEqualTo(7);
		assertThat(metric("probity.fleet.questions?tag=opinion:none")).isEqualTo(1);
	}

	@Test
	void itLeavesIfMostPassAndReturnsWhenItHasRecovered() {
		lose(9, 0);
		await().until(() -> readiness().statusCode() == 503);
		assertThat(this.log.next())
			.containsExactly("WARN Check 'orders' fails here and passes for 9 of 9 peers: the instance leaves");
		assertThat(metric("probity.fleet.held?tag=check:orders")).isZero();
		this.application.switchboard().orders().pass();
		await().until(() -> readiness().statusCode() == 200);
	}

	@Test
	void itLeavesIfTooFewSayThatTheyFailTooAndDoesNotSayThatItPassesForThem() {
		lose(0, 1);
		await().until(() -> readiness().statusCode() == 503);
		assertThat(this.log.next()).containsExactly(
				"WARN Check 'orders' fails here and for 1 of 9 peers, and no other said anything: too few to stay, the instance leaves");
	}

	@Test
	void itIsNeverNotReadyInBetween() {
		this.peers.failing = 9;
		this.application.switchboard().orders().fail();
		await().during(Duration.ofMillis(500)).until(() -> readiness().statusCode() == 200);
		assertThat(this.peers.events()).hasSize(1);
	}

	@Test
	void peersThatSayNothingAreNotWaitedForLongerThanTheyMayTake() {
		this.peers.silent = true;
		this.application.switchboard().orders().fail();
		await().untilAsserted(
				() -> assertThat(this.application.get("/readyz?verbose").body()).contains("held: asking 9 peers"));
		await().atMost(Duration.ofSeconds(6)).until(() -> readiness().statusCode() == 503);
	}

	private double metric(String name) {
		return JsonPath.<Number>read(this.application.actuator("/metrics/" + name).body(), "$.measurements[0].value")
			.doubleValue();
	}

}
