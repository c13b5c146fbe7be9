package dev.probity.sample.probes;

import dev.probity.sample.SampleApplication;
import dev.probity.test.AutoConfigureProbityTest;
import dev.probity.test.ProbityTester;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Features of the sample: while its database hangs it takes no orders, and shows its
 * catalog.
 */
@SpringBootTest(classes = SampleApplication.class, properties = "orders.quotes.warm-up-to=10")
@AutoConfigureProbityTest
@DirtiesContext
class FeatureTests {

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
