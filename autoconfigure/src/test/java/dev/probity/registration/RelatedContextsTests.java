package dev.probity.registration;

import java.time.Duration;

import javax.sql.DataSource;

import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.Switch;
import dev.probity.probe.ProbeStatus;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is said of checks, and how they are called, in contexts that have the same parent,
 * and in those that share their properties with it.
 */
@ExtendWith(OutputCaptureExtension.class)
class RelatedContextsTests {

	private static final String OPTIONAL = "--probity.checks.stock.criticality=optional";

	private ConfigurableApplicationContext parent;

	@BeforeEach
	void startParent() {
		this.parent = run(new SpringApplicationBuilder(Parent.class));
	}

	@AfterEach
	void closeParent() {
		this.parent.close();
	}

	@Test
	void aRequiredCheckThatASiblingHasStopsTheStart() {
		try (ConfigurableApplicationContext first = child()) {
			FailureAnalysis analysis = catchThrowableOfType(FailureAnalyzedException.class, this::child).analysis();
			assertThat(analysis.getDescription()).contains("requires a check 'stock'", "'" + first.getId() + "'")
				.doesNotContain("requires a check 'stock', but the application context '" + this.parent.getId() + "'");
			assertThat(analysis.getAction()).contains("'probity.checks.stock.criticality' to 'optional'");
			assertThat(monitor().snapshots()).containsKey("stock");
		}
	}

	@Test
	void anOptionalCheckThatASiblingHasIsLeftOutWithOneWarning(CapturedOutput output) {
		try (ConfigurableApplicationContext first = child()) {
			ConfigurableApplicationContext second = child(OPTIONAL);
			assertThat(output).containsOnlyOnce("The check 'stock' of the application context '" + second.getId()
					+ "' is left out, so that no probe knows of its failures: the application context '" + first.getId()
					+ "' has a check of that name.");
			Contexts.awaitStatus(this.parent, "readiness", ProbeStatus.UP);
			second.close();
			assertThat(monitor().snapshots()).containsKey("stock");
			first.getBean(Switch.class).fail();
			Contexts.awaitStatus(this.parent, "readiness", ProbeStatus.DOWN);
		}
	}

	@Test
	void aShadowThatASiblingHasIsLeftOutToo() {
		try (ConfigurableApplicationContext first = child();
				ConfigurableApplicationContext second = child("--probity.checks.stock.shadow=true")) {
			assertThat(second.isActive()).isTrue();
			assertThat(monitor().snapshots()).containsKey("stock");
		}
	}

	@Test
	void whatIsToBeDoneAboutTheClientOfACheckThatASiblingHasStopsTheStart() {
		try (ConfigurableApplicationContext first = run(
				new SpringApplicationBuilder(ChildWithDatabase.class).parent(this.parent))) {
			FailureAnalysis analysis = catchThrowableOfType(FailureAnalyzedException.class,
					() -> run(new SpringApplicationBuilder(ChildWithDatabase.class).parent(this.parent),
							"--probity.checks.db.criticality=optional", "--probity.checks.db.restart=true"))
				.analysis();
			assertThat(analysis.getDescription()).contains("'probity.checks.db.restart'", "'" + first.getId() + "'");
			assertThat(analysis.getAction()).contains("'" + first.getId() + "' only");
		}
	}

	@Test
	void theSameHoldsOfDataSources(CapturedOutput output) {
		try (ConfigurableApplicationContext first = run(
				new SpringApplicationBuilder(ChildWithDatabase.class).parent(this.parent))) {
			assertThat(catchThrowableOfType(FailureAnalyzedException.class,
					() -> run(new SpringApplicationBuilder(ChildWithDatabase.class).parent(this.parent)))
				.analysis()
				.getDescription()).contains("requires a check 'db'", "'" + first.getId() + "'");
			run(new SpringApplicationBuilder(ChildWithDatabase.class).parent(this.parent),
					"--probity.checks.db.criticality=optional")
				.close();
			assertThat(output).containsOnlyOnce("The check 'db' of the application context");
			assertThat(monitor().snapshots()).containsKey("db");
		}
	}

	@Test
	void whatIsSaidInTheirPropertiesOfACheckOfAChildHolds() {
		try (ConfigurableApplicationContext child = child("--probity.checks.stock.timeout=700ms")) {
			assertThat(Contexts.check(child, "stock").policy().timeout()).isEqualTo(Duration.ofMillis(700));
		}
	}

	@Test
	void whoSharesPropertiesWithAChildIsToldHow() {
		String[] shared = { "--probity.checks.stock.timeout=700ms", "--probity.features.orders.checks=stock" };
		assertThat(catchThrowableOfType(FailureAnalyzedException.class,
				() -> run(new SpringApplicationBuilder(Parent.class), shared[0]))
			.analysis()
			.getAction()).contains("child context", "'probity.validate-names' to false");
		assertThat(catchThrowableOfType(FailureAnalyzedException.class,
				() -> run(new SpringApplicationBuilder(Parent.class), shared[1]))
			.analysis()
			.getAction()).contains("child context", "'probity.validate-names' to false");
		String[] told = { shared[0], shared[1], "--probity.validate-names=false" };
		try (ConfigurableApplicationContext parent = run(new SpringApplicationBuilder(Parent.class), told);
				ConfigurableApplicationContext child = run(new SpringApplicationBuilder(Child.class).parent(parent),
						told)) {
			assertThat(Contexts.check(child, "stock").policy().timeout()).isEqualTo(Duration.ofMillis(700));
			Contexts.awaitStatus(child, "orders", ProbeStatus.UP);
			child.getBean(Switch.class).fail();
			Contexts.awaitStatus(child, "orders", ProbeStatus.DOWN);
		}
	}

	@Test
	void aBuiltInNameIsSaidToHaveNoEffectOnlyWhereItHasNone(CapturedOutput output) {
		String[] shared = { "--probity.checks.redis.timeout=3s", "--probity.checks.disk.interval=40s" };
		try (ConfigurableApplicationContext parent = run(new SpringApplicationBuilder(Parent.class), shared);
				ConfigurableApplicationContext child = run(
						new SpringApplicationBuilder(ChildWithRedisCheck.class).parent(parent), shared)) {
			assertThat(Contexts.check(child, "redis").policy().timeout()).isEqualTo(Duration.ofSeconds(3));
			assertThat(Contexts.check(child, "diskSpace").policy().interval()).isEqualTo(Duration.ofSeconds(40));
			assertThat(output).containsOnlyOnce("has no effect in")
				.contains("The property 'probity.checks.redis' has no effect in the application context '"
						+ parent.getId() + "': it has no such check.");
		}
	}

	private CheckMonitor monitor() {
		return this.parent.getBean(CheckMonitor.class);
	}

	private ConfigurableApplicationContext child(String... arguments) {
		return run(new SpringApplicationBuilder(Child.class).parent(this.parent), arguments);
	}

	private static ConfigurableApplicationContext run(SpringApplicationBuilder application, String... arguments) {
		return application.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.bannerMode(Banner.Mode.OFF)
			.properties("probity.defaults.interval=40ms", "probity.defaults.retry-interval=10ms")
			.run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class Parent {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class Child {

		@Bean
		Switch stockSwitch() {
			return new Switch();
		}

		@Bean
		DependencyCheck stock(Switch stockSwitch) {
			return stockSwitch.dependency();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class ChildWithRedisCheck {

		@Bean
		DependencyCheck redis() {
			return new Switch().dependency();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class ChildWithDatabase {

		@Bean
		DataSource dataSource() {
			return new StubDataSource();
		}

	}

}
