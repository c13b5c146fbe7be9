package dev.probity.jdbc;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which data sources are checked, under which names and with which criticality.
 */
class DataSourceCheckAutoConfigurationTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	@Test
	void theOnlyDataSourceIsDbAndRequired() {
		this.runner.withBean("stock", DataSource.class, StubDataSource::new).run((context) -> {
			assertThat(criticalities(context)).isEqualTo(Map.of("db", Criticality.REQUIRED));
			assertThat(context.getBean(HealthContributorRegistry.class).getContributor("db"))
				.isNotInstanceOf(DataSourceHealthIndicator.class);
		});
	}

	@Test
	void ofSeveralThePrimaryOneIsRequired() {
		this.runner.withBean("stock", DataSource.class, StubDataSource::new, (bean) -> bean.setPrimary(true))
			.withBean("reporting", DataSource.class, StubDataSource::new)
			.run((context) -> {
				assertThat(criticalities(context))
					.isEqualTo(Map.of("db/stock", Criticality.REQUIRED, "db/reporting", Criticality.OPTIONAL));
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("db"))
					.isInstanceOf(CompositeHealthContributor.class);
			});
	}

	@Test
	void ofSeveralWithoutAPrimaryOneAllAreOptional() {
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withBean("reporting", DataSource.class, StubDataSource::new)
			.run((context) -> assertThat(criticalities(context))
				.isEqualTo(Map.of("db/stock", Criticality.OPTIONAL, "db/reporting", Criticality.OPTIONAL)));
	}

	@Test
	void oneThatIsNoAutowireCandidateIsNotChecked() {
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withBean("internal", DataSource.class, StubDataSource::new, (bean) -> bean.setAutowireCandidate(false))
			.run((context) -> assertThat(criticalities(context)).isEqualTo(Map.of("db", Criticality.REQUIRED)));
	}

	@Test
	void dbSettingsAreThoseOfAllAndAFullNameComesFirst() {
		this.runner.withBean("stock", DataSource.class, StubDataSource::new, (bean) -> bean.setPrimary(true))
			.withBean("reporting", DataSource.class, StubDataSource::new)
			.withPropertyValues("probity.checks.db.timeout=3s", "probity.checks.db.interval=7s",
					"probity.checks[db/stock].interval=8s", "probity.checks[db/reporting].criticality=observed")
			.run((context) -> {
				assertThat(Contexts.check(context, "db/stock").policy().timeout()).hasSeconds(3);
				assertThat(Contexts.check(context, "db/stock").policy().interval()).hasSeconds(8);
				assertThat(Contexts.check(context, "db/reporting").policy().timeout()).hasSeconds(3);
				assertThat(Contexts.check(context, "db/reporting").policy().interval()).hasSeconds(7);
				assertThat(criticalities(context)).containsEntry("db/reporting", Criticality.OBSERVED);
			});
	}

	@Test
	void aRoutingDataSourceIsOneCheck() {
		this.runner.withBean("routing", DataSource.class, DataSourceCheckAutoConfigurationTests::routing)
			.run((context) -> assertThat(criticalities(context)).isEqualTo(Map.of("db", Criticality.REQUIRED)));
	}

	@Test
	void aTargetThatIsNamedIsACheckOfItsOwn() {
		this.runner
			.withBean("routing", DataSource.class,
					() -> new DelegatingDataSource(DataSourceCheckAutoConfigurationTests.routing()))
			.withPropertyValues("probity.checks[db/west].criticality=required")
			.run((context) -> assertThat(criticalities(context))
				.isEqualTo(Map.of("db/targets", Criticality.REQUIRED, "db/west", Criticality.REQUIRED)));
		this.runner.withBean("routing", DataSource.class, DataSourceCheckAutoConfigurationTests::routing)
			.withPropertyValues("probity.features.orders.checks=db/EAST")
			.run((context) -> {
				assertThat(criticalities(context))
					.isEqualTo(Map.of("db/targets", Criticality.REQUIRED, "db/east", Criticality.OPTIONAL));
				assertThat(
						context.getBean(Probes.class).probe("orders").criticalityOf(Contexts.check(context, "db/east")))
					.isEqualTo(Criticality.REQUIRED);
			});
		this.runner.withBean("routing", DataSource.class, DataSourceCheckAutoConfigurationTests::routing)
			.withPropertyValues("management.endpoint.health.group.tenants.include=db/east")
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("db/targets", "db/east"));
	}

	@Test
	void oneOfSeveralThatRoutesIsOneCheckToo() {
		this.runner
			.withBean("routing", DataSource.class,
					() -> new DelegatingDataSource(DataSourceCheckAutoConfigurationTests.routing()))
			.withBean("stock", DataSource.class, StubDataSource::new, (bean) -> bean.setPrimary(true))
			.run((context) -> assertThat(criticalities(context))
				.isEqualTo(Map.of("db/stock", Criticality.REQUIRED, "db/routing", Criticality.OPTIONAL)));
	}

	@Test
	void routingDataSourcesAreIgnoredWhereBootIgnoresThem() {
		this.runner.withBean("routing", DataSource.class, DataSourceCheckAutoConfigurationTests::routing)
			.withBean("stock", DataSource.class, StubDataSource::new)
			.withPropertyValues("management.health.db.ignore-routing-data-sources=true")
			.run((context) -> assertThat(criticalities(context)).isEqualTo(Map.of("db", Criticality.REQUIRED)));
	}

	@Test
	void nothingIsCheckedWhereItsIndicatorIsSwitchedOff() {
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withPropertyValues("management.health.db.enabled=false")
			.run((context) -> assertThat(criticalities(context)).isEmpty());
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withPropertyValues("management.health.defaults.enabled=false")
			.run((context) -> assertThat(criticalities(context)).isEmpty());
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withPropertyValues("management.health.defaults.enabled=false", "management.health.db.enabled=true")
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("db"));
	}

	@Test
	void nothingIsCheckedOnceProbityIsSwitchedOff() {
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withPropertyValues("probity.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(DataSourceCheckDefinitions.class)
				.hasBean("dbHealthContributor"));
	}

	@Test
	void anIndicatorOfTheApplicationOfThatNameTakesPrecedenceAndIsAdopted() {
		HealthIndicator own = () -> Health.up().build();
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withBean("dbHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> {
				assertThat(criticalities(context)).isEqualTo(Map.of("db", Criticality.OBSERVED));
				assertThat(Contexts.check(context, "db").policy().interval()).isEqualTo(Duration.ofSeconds(30));
			});
	}

	@Test
	void isCheckedEvenWhereBootsIndicatorIsExcluded() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(ProbityAutoConfiguration.class, DataSourceCheckAutoConfiguration.class))
			.withBean("stock", DataSource.class, StubDataSource::new)
			.run((context) -> assertThat(criticalities(context)).containsOnlyKeys("db"));
	}

	@Test
	void nothingIsCheckedWithoutADataSourceOrWithoutJdbc() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(DataSourceCheckDefinitions.class));
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withClassLoader(new FilteredClassLoader(AbstractRoutingDataSource.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DataSourceCheckDefinitions.class));
	}

	private static AbstractRoutingDataSource routing() {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return null;
			}

		};
		Map<Object, Object> targets = new LinkedHashMap<>();
		targets.put("east", new StubDataSource());
		targets.put("west", new StubDataSource());
		routing.setTargetDataSources(targets);
		routing.initialize();
		return routing;
	}

	private static Map<String, Criticality> criticalities(AssertableApplicationContext context) {
		Probe readiness = context.getBean(Probes.class).probe("readiness");
		Map<String, Criticality> criticalities = new TreeMap<>();
		context.getBean(CheckMonitor.class)
			.snapshots()
			.forEach((name, check) -> criticalities.put(name, readiness.criticalityOf(check)));
		return criticalities;
	}

}
