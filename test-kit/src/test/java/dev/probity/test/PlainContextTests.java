package dev.probity.test;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A context that Spring's own test framework makes, and no {@code SpringApplication}, is
 * ready as well: nobody else would say so.
 */
@SpringJUnitConfig(OrdersApplication.class)
@AutoConfigureProbityTest
class PlainContextTests {

	@Test
	void aContextWithoutASpringApplicationIsReady(@Autowired ProbityTester tester) {
		assertThat(tester).startup().isUp();
		assertThat(tester).readiness().isUp();
		tester.check("db").fails("connection refused");
		assertThat(tester).readiness().isDown().because("db");
	}

}
