package dev.probity.sample;

import dev.probity.test.ProbityTester;
import dev.probity.test.contract.ProbeContractTests;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The probes of the sample keep what every application's should, and the manifests in
 * {@code k8s} fit it. Its features: while its database hangs it takes no orders, and
 * shows its catalog.
 */
// as kustomization.yaml says it, which makes a ConfigMap of it
@TestPropertySource(properties = { "spring.lifecycle.timeout-per-shutdown-phase=10s", "orders.quotes.warm-up-to=10" })
@DirtiesContext
class ProbesTests extends ProbeContractTests {

	@Autowired
	private ProbityTester tester;

	@Test
	void oneFeatureIsNotReadyAndTheOtherIs() {
		assertThat(this.tester).feature("orders").isUp();
		assertThat(this.tester).feature("catalog").isUp();
		this.tester.check("db").hangs();
		assertThat(this.tester).feature("orders").isDown().because("db", "timed out after 2s");
		assertThat(this.tester).feature("catalog").isUp();
		assertThat(this.tester).readiness().isDown();
		assertThat(this.tester).liveness().isUp();
		this.tester.check("db").passes();
		assertThat(this.tester).feature("orders").isUp();
	}

	@Test
	void ordersAreTakenWithoutKafkaAndWithAFullQueue() {
		this.tester.check("kafka").fails("no broker");
		this.tester.check("eventQueue").fails("full");
		assertThat(this.tester).feature("orders").isDegraded().because("kafka").because("eventQueue");
		assertThat(this.tester).readiness().isDegraded().isNotBecause("eventQueue");
		assertThat(this.tester).liveness().isUp();
	}

	@Test
	void redisIsACacheAndNoMore() {
		this.tester.check("redis").fails("connection refused");
		assertThat(this.tester).readiness().isDegraded().because("redis");
		assertThat(this.tester).feature("orders").isUp();
	}

}
