package dev.probity.test.fault;

import java.time.Duration;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

import static dev.probity.test.fault.ProbeAssertions.assertThatReadiness;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What one test has broken is whole for the next, in the same cached context, and before
 * a context is closed.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = ShopApplication.Servers.class)
@ProbityFaults
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HealedContextTests {

	private static ConfigurableApplicationContext first;

	private static long closing;

	@Autowired
	private Faults faults;

	@LocalServerPort
	private int port;

	@Test
	@Order(1)
	void aTestLeavesAServerBroken(@Autowired ConfigurableApplicationContext context) {
		first = context;
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(20));
		this.faults.db().hang();
		assertThatReadiness(this.port).goesDownWithin(Bounds.worstCase("db"));
	}

	@Test
	@Order(2)
	@DirtiesContext
	void theNextOneFindsItWholeInTheSameContext(@Autowired ConfigurableApplicationContext context) {
		assertThat(context).isSameAs(first);
		assertThatReadiness(this.port).comesBackWithin(Bounds.recovery("db"));
		this.faults.db().hang();
		closing = System.nanoTime();
	}

	@Test
	@Order(3)
	void aContextThatIsDirtyIsHealedBeforeItIsClosed(@Autowired ConfigurableApplicationContext context) {
		assertThat(first.isActive()).isFalse();
		assertThat(context).isNotSameAs(first);
		assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(30));
		assertThatReadiness(this.port).comesBackWithin(Duration.ofSeconds(20));
	}

}
