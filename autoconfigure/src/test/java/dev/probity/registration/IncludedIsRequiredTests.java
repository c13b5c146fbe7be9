package dev.probity.registration;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.LoadCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.probe.CheckRegistry;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.kafka.core.KafkaAdmin;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application includes in the group of a probe is required there, whatever it
 * would be by itself, unless a property makes it less.
 */
class IncludedIsRequiredTests {

	private static final String GROUP = "management.endpoint.health.group.readiness.";

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withBean("stock", DataSource.class, StubDataSource::new)
		.withBean("reporting", DataSource.class, StubDataSource::new)
		.withBean("cache", RedisConnectionFactory.class, IncludedIsRequiredTests::refusing)
		.withBean("admin", KafkaAdmin.class, () -> new KafkaAdmin(Map.of("bootstrap.servers", "localhost:1")))
		.withBean("backlog", LoadCheck.class, () -> CheckResult::passed)
		.withBean("orders", DependencyCheck.class, () -> CheckResult::passed)
		.withBean("partnerHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
		.withBean("tenantsHealthContributor", CompositeHealthContributor.class, () -> CompositeHealthContributor
			.fromMap(Map.of("acme", (HealthIndicator) () -> Health.up().build(), "zeta", () -> Health.up().build())));

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "redis | redis", "kafka | kafka", "db/reporting | db/reporting", "db | db/reporting db/stock",
					"backlog | backlog", "partner | partner", "tenants | tenants/acme tenants/zeta",
					"tenants/acme | tenants/acme", "readinessState,redis,kafka | kafka redis",
					"* | backlog db/reporting db/stock kafka orders partner redis tenants/acme tenants/zeta" })
	void whatIsIncluded(String include, String required) {
		this.runner.withPropertyValues(GROUP + "include=" + include)
			.run((context) -> assertThat(members(context).toString())
				.isEqualTo("{" + required.replace(" ", "=REQUIRED, ") + "=REQUIRED}"));
	}

	@Test
	void whatIsExcludedIsNot() {
		this.runner.withPropertyValues(GROUP + "include=*", GROUP + "exclude=db/stock,tenants,backlog,partner,orders")
			.run((context) -> assertThat(members(context)).containsOnlyKeys("redis", "kafka", "db/reporting")
				.allSatisfy((name, criticality) -> assertThat(criticality).isEqualTo(Criticality.REQUIRED)));
		this.runner.withPropertyValues(GROUP + "include=redis,kafka", GROUP + "exclude=*")
			.run((context) -> assertThat(members(context)).isEmpty());
		this.runner.withPropertyValues(GROUP + "exclude=kafka")
			.run((context) -> assertThat(members(context)).containsEntry("redis", Criticality.OPTIONAL)
				.doesNotContainKey("kafka"));
	}

	@Test
	void unlessAPropertyMakesItLess() {
		this.runner
			.withPropertyValues(GROUP + "include=*", "probity.checks.redis.criticality=optional",
					"probity.checks.db.criticality=optional", "probity.checks[db/stock].criticality=required",
					"probity.checks.tenants.criticality=observed", "probity.checks.kafka.timeout=3s",
					"probity.checks.orders.shadow=true")
			.run((context) -> assertThat(members(context)).containsEntry("redis", Criticality.OPTIONAL)
				.containsEntry("db/stock", Criticality.REQUIRED)
				.containsEntry("db/reporting", Criticality.OPTIONAL)
				.containsEntry("tenants/acme", Criticality.OBSERVED)
				.containsEntry("kafka", Criticality.REQUIRED)
				.containsEntry("orders", Criticality.OBSERVED));
	}

	@Test
	void whatComesLaterIsRequiredToo() {
		this.runner
			.withPropertyValues(GROUP + "include=orders,late",
					"management.endpoint.health.validate-group-membership=false")
			.run((context) -> {
				context.getBean(CheckRegistry.class)
					.register("late", (DependencyCheck) () -> CheckResult.failed("gone"), Criticality.OBSERVED);
				assertThat(members(context)).containsEntry("late", Criticality.REQUIRED);
			});
	}

	@Test
	void sinceItFailsTheInstanceIsNotReady() {
		this.runner.withPropertyValues(GROUP + "include=readinessState,redis", "probity.defaults.retry-interval=20ms")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			});
	}

	private static Map<String, Criticality> members(ConfigurableApplicationContext context) {
		Probe readiness = context.getBean(Probes.class).probe("readiness");
		Map<String, Criticality> members = new TreeMap<>();
		context.getBean(CheckMonitor.class).snapshots().forEach((name, check) -> {
			Criticality criticality = readiness.criticalityOf(check);
			if (criticality != null) {
				members.put(name, criticality);
			}
		});
		return members;
	}

	private static RedisConnectionFactory refusing() {
		return (RedisConnectionFactory) Proxy.newProxyInstance(IncludedIsRequiredTests.class.getClassLoader(),
				new Class<?>[] { RedisConnectionFactory.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "hashCode" -> System.identityHashCode(proxy);
					case "equals" -> proxy == arguments[0];
					case "toString" -> "refusing";
					default -> throw new IllegalStateException("refused");
				});
	}

}
