package dev.probity.test;

import java.time.Duration;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.startup.ProbityStartupAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A hierarchy of contexts has one engine, and so one time, one set of fakes and one
 * tester, whichever level a test asks.
 */
@SpringBootTest(webEnvironment = WebEnvironment.NONE)
@ContextHierarchy({ @ContextConfiguration(classes = HierarchyTests.Above.class),
		@ContextConfiguration(classes = HierarchyTests.Below.class) })
@AutoConfigureProbityTest
class HierarchyTests {

	@Autowired
	private ProbityTester tester;

	@Test
	void theFakesOfAllLevelsDoWhatTheTestSays() {
		assertThat(this.tester).readiness().isUp();
		this.tester.check("db").fails("connection refused");
		assertThat(this.tester).readiness().isDown().because("db", "connection refused").isNotBecause("stock");
		this.tester.check("db").passes();
		this.tester.check("stock").hangs();
		assertThat(this.tester).readiness().isDown().because("stock", "timed out").isNotBecause("db");
	}

	@Test
	void allLevelsHaveTheSameTester(@Autowired ApplicationContext below) {
		ApplicationContext above = below.getParent();
		assertThat(above).isNotNull();
		assertThat(above.getBean(ProbityTester.class)).isSameAs(this.tester);
	}

	@Test
	void aChildOfAnApplicationThatIsRunHasTheFakesOfItsParent() {
		try (ConfigurableApplicationContext above = run(Above.class, "db")) {
			try (ConfigurableApplicationContext below = new SpringApplicationBuilder(Below.class)
				.web(WebApplicationType.NONE)
				.parent(above)
				.initializers(ProbityTester.initializer("stock"))
				.run()) {
				ProbityTester tester = below.getBean(ProbityTester.class);
				tester.advance(Duration.ofMinutes(1));
				assertThat(tester).readiness().isDown().because("db", "no database").because("stock", "no stock");
				tester.check("db").passes();
				tester.check("stock").passes();
				assertThat(tester).readiness().isUp();
			}
		}
	}

	@Test
	void whatOneChildLetsBeRealIsAFakeInTheNext() {
		try (ConfigurableApplicationContext above = run(Above.class)) {
			below(above, "stock").close();
			try (ConfigurableApplicationContext below = below(above)) {
				assertThat(below.getBean(ProbityTester.class)).readiness().isUp();
			}
		}
	}

	private static ConfigurableApplicationContext below(ConfigurableApplicationContext above, String... real) {
		return new SpringApplicationBuilder(Below.class).web(WebApplicationType.NONE)
			.parent(above)
			.initializers(ProbityTester.initializer(real))
			.run();
	}

	@Test
	void aParentWithoutChecksLeavesTheFakesToItsChild() {
		try (ConfigurableApplicationContext above = run(Plain.class);
				ConfigurableApplicationContext below = new SpringApplicationBuilder(Below.class)
					.web(WebApplicationType.NONE)
					.parent(above)
					.initializers(ProbityTester.initializer())
					.run()) {
			ProbityTester tester = below.getBean(ProbityTester.class);
			tester.check("stock").fails("sold out");
			assertThat(tester).readiness().isDown().because("stock", "sold out");
		}
	}

	@Test
	void aParentWhoseChecksAreRealIsTold() {
		try (ConfigurableApplicationContext above = new SpringApplicationBuilder(Above.class)
			.web(WebApplicationType.NONE)
			.run()) {
			SpringApplicationBuilder below = new SpringApplicationBuilder(Below.class).web(WebApplicationType.NONE)
				.parent(above)
				.initializers(ProbityTester.initializer());
			assertThatIllegalStateException().isThrownBy(below::run)
				.withMessageContaining("runs its checks for real")
				.withMessageContaining("ProbityTester.initializer()");
		}
	}

	private static ConfigurableApplicationContext run(Class<?> application, String... real) {
		return new SpringApplicationBuilder(application).web(WebApplicationType.NONE)
			.initializers(ProbityTester.initializer(real))
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ HealthContributorRegistryAutoConfiguration.class, ProbityAutoConfiguration.class,
			ProbityStartupAutoConfiguration.class })
	static class Above {

		@Bean
		DependencyCheck db() {
			return () -> CheckResult.failed("no database");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ HealthContributorRegistryAutoConfiguration.class, ProbityAutoConfiguration.class,
			ProbityStartupAutoConfiguration.class })
	static class Below {

		@Bean
		DependencyCheck stock() {
			return () -> CheckResult.failed("no stock");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

}
