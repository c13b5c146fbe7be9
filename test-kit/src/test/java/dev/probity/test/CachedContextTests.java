package dev.probity.test;

import java.time.Duration;

import dev.probity.check.CheckResult;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a test says to a fake is over with the test, in the same cached context.
 */
@SpringBootTest(classes = OrdersApplication.class, webEnvironment = WebEnvironment.NONE,
		properties = "probity.checks.cache.criticality=optional")
@AutoConfigureProbityTest(real = "cache")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CachedContextTests {

	private static ConfigurableApplicationContext first;

	@Autowired
	private ProbityTester tester;

	@Test
	@Order(1)
	void aTestLeavesAHangingCheckAndAReplacedOne(@Autowired ConfigurableApplicationContext context) {
		first = context;
		this.tester.advance(Duration.ofMinutes(1));
		assertThat(this.tester).readiness().isDegraded().because("cache", "there is no cache");
		this.tester.check("db").hangs();
		this.tester.check("cache").passes();
		assertThat(this.tester).readiness().isDown().because("db").isNotBecause("cache");
	}

	@Test
	@Order(2)
	@DirtiesContext
	void theNextOneFindsTheFakesPassingAndTheRealOnesReal(@Autowired ConfigurableApplicationContext context) {
		assertThat(context).isSameAs(first);
		this.tester.advance(Duration.ofMinutes(1));
		assertThat(this.tester).readiness().isDegraded().because("cache", "there is no cache").isNotBecause("db");
		this.tester.check("db").willAnswer(CheckResult.failed("unfinished")).willHang();
	}

	@Test
	@Order(3)
	void aContextThatIsDirtyIsReplaced(@Autowired ConfigurableApplicationContext context) {
		assertThat(first.isActive()).isFalse();
		assertThat(context).isNotSameAs(first);
		assertThat(this.tester).readiness().isNotBecause("db").passes();
	}

}
