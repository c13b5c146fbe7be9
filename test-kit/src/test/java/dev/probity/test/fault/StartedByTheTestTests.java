package dev.probity.test.fault;

import java.time.Duration;
import java.util.stream.Stream;

import dev.probity.test.ProbityTester;
import dev.probity.test.contract.ProbeContract;
import dev.probity.test.contract.honest.HonestApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that a test starts itself: all of the kit without Spring's extension of
 * JUnit, as JUnit 5 needs it.
 */
class StartedByTheTestTests {

	private static ConfigurableApplicationContext honest;

	@AfterAll
	static void close() {
		if (honest != null) {
			honest.close();
		}
	}

	@TestFactory
	Stream<DynamicTest> probes() {
		honest = new SpringApplicationBuilder(HonestApplication.class).initializers(ProbityTester.initializer())
			.run("--server.port=0");
		return ProbeContract.of(honest).tests();
	}

	@Test
	void serversAreBrokenAndHealedBeforeTheEnd() {
		try (ConfigurableApplicationContext shop = new SpringApplicationBuilder(ShopApplication.class)
			.initializers(new ShopApplication.Servers(), Faults.initializer())
			.run("--server.port=0")) {
			assertThatReadiness(shop).comesBackWithin(Duration.ofSeconds(20));
			shop.getBean(Faults.class).db().hang();
			assertThatReadiness(shop).goesDownWithin(Bounds.worstCase("db"));
			long closing = System.nanoTime();
			shop.close();
			assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(30));
		}
	}

}
