package dev.probity.web;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test with a server on a random port.
 */
@SpringBootTest(classes = PlainApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "probity.defaults.interval=40ms", "probity.defaults.failure-threshold=1",
				"probity.defaults.success-threshold=1", "probity.defaults.retry-interval=10ms",
				"probity.checks.search.criticality=optional" })
@DirtiesContext
class RandomPortTests {

	@Test
	void theProbesAgree(@Autowired ConfigurableApplicationContext context) {
		ProbeAgreement.of(RunningApplication.of(context)).holdsInEveryState();
	}

	/**
	 * By which a lame duck knows that there is nothing to wait for when the tests' JVM
	 * goes down.
	 */
	@Test
	void theContextIsMarkedAsThatOfATest(@Autowired Environment environment) {
		assertThat(environment.getProperty("org.springframework.boot.test.context.SpringBootTestContextBootstrapper"))
			.isEqualTo("true");
	}

}
