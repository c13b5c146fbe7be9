package dev.probity.sample.probes;

import java.time.Duration;

import dev.probity.sample.SampleApplication;
import dev.probity.test.fault.Bounds;
import dev.probity.test.fault.Faults;
import dev.probity.test.fault.ProbityFaults;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.probity.test.fault.ProbeAssertions.assertThatLiveness;
import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;

/**
 * One property makes Redis or Kafka required: without it the instance is not ready.
 */
@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "orders.quotes.warm-up-to=10", "probity.checks.redis.criticality=required",
				"probity.checks.kafka.criticality=required", "probity.defaults.interval=1s",
				"probity.defaults.retry-interval=200ms", "probity.defaults.timeout=500ms" })
@ProbityFaults
@DirtiesContext
class RequiredDependencyTests {

	@Autowired
	private Faults faults;

	@LocalServerPort
	private int port;

	@BeforeEach
	void ready() {
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(30));
	}

	@Test
	void aRequiredRedisThatHangs() {
		assertThatLiveness(this.port).neverFailedDuring(() -> {
			this.faults.redis().hang();
			assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("redis"));
			this.faults.redis().heal();
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("redis"));
		});
	}

	@Test
	void aRequiredKafkaThatRefuses() {
		assertThatLiveness(this.port).neverFailedDuring(() -> {
			this.faults.kafka().refuse();
			assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("kafka"));
			this.faults.kafka().heal();
			assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("kafka"));
		});
	}

}
