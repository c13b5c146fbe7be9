package dev.probity.routing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.Variables;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A name means what it is in full, also where another name begins with it, and whether or
 * not it is written with its separators.
 */
class NamedTargetsTests {

	private static final String[] VARIABLES = { "PROBITY_CHECKS_DB_REP_TIMEOUT=3s",
			"PROBITY_CHECKS_DBREPORTING_TIMEOUT=4s", "PROBITY_CHECKS_DB_REPORTING_EU_TIMEOUT=6s",
			"PROBITY_CHECKS_DB_REPORTING_CRITICALITY=required", "PROBITY_CHECKS_DBREPORTINGEU_CRITICALITY=observed" };

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	@Test
	void dataSourcesWhoseNamesBeginAlike() {
		this.runner.withBean("rep", DataSource.class, StubDataSource::new)
			.withBean("reporting", DataSource.class, StubDataSource::new)
			.withBean("reporting-eu", DataSource.class, StubDataSource::new)
			.withInitializer(Variables.of(VARIABLES))
			.run(NamedTargetsTests::assertEachHasItsOwn);
	}

	@Test
	void targetsWhoseKeysBeginAlike() {
		this.runner.withBean("routing", DataSource.class, () -> router("rep", "reporting", "reporting-eu", "main"))
			.withInitializer(Variables.of(VARIABLES))
			.run((context) -> {
				assertEachHasItsOwn(context);
				assertThat(checks(context)).containsExactlyInAnyOrder("db/rep", "db/reporting", "db/reporting-eu",
						"db/targets");
			});
	}

	/**
	 * None is a target of what routes, of whose name it is not the rest.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "probity.checks[db/reporting].timeout=4s", "probity.features.bills.checks=db/reporting",
			"management.endpoint.health.group.bills.include=db/reporting",
			"management.endpoint.health.group.bills.include=db/reporting/totals", "probity.checks.db.timeout=4s",
			"probity.checks[DB/Reporting].timeout=4s" })
	void whatRoutesBesideOneWhoseNameBeginsWithItsName(String setting) {
		this.runner.withBean("rep", DataSource.class, () -> router("eu"))
			.withBean("reporting", DataSource.class, StubDataSource::new)
			.withPropertyValues("management.endpoint.health.validate-group-membership=false", setting)
			.run((context) -> assertThat(checks(context)).containsExactlyInAnyOrder("db/rep", "db/reporting"));
	}

	@Test
	void namesOfOtherChecksThatBeginAsThatOfWhatRoutes() {
		this.runner.withBean("routing", DataSource.class, () -> router("eu"))
			.withPropertyValues("probity.validate-names=false", "probity.checks[dbase/eu].timeout=4s",
					"probity.checks[db-archive/eu].timeout=4s")
			.run((context) -> assertThat(checks(context)).containsExactly("db"));
	}

	@Test
	void targetsOfSeveralThatRoute() {
		this.runner.withBean("rep", DataSource.class, () -> router("eu", "us"))
			.withBean("reporting", DataSource.class, () -> router("eu", "us"))
			.withInitializer(
					Variables.of("PROBITY_CHECKS_DB_REP_EU_TIMEOUT=3s", "PROBITY_CHECKS_DBREPORTINGEU_TIMEOUT=4s"))
			.withPropertyValues("probity.checks[db/reporting/apac].timeout=6s")
			.run((context) -> {
				assertThat(checks(context)).containsExactlyInAnyOrder("db/rep/targets", "db/rep/eu",
						"db/reporting/targets", "db/reporting/eu", "db/reporting/apac");
				assertTimeout(context, "db/rep/eu", 3);
				assertTimeout(context, "db/reporting/eu", 4);
				assertTimeout(context, "db/reporting/apac", 6);
				assertTimeout(context, "db/rep/targets", 2);
			});
	}

	@Test
	void aTargetThatComesLateAndIsNamedInSeveralSpellingsIsOneCheck() {
		this.runner.withBean("routing", DataSource.class, () -> router("main"))
			.withPropertyValues("probity.checks[db/Late-EU].timeout=3s", "probity.features.bills.checks=db/late-eu")
			.withInitializer(Variables.of("PROBITY_CHECKS_DB_LATE_EU_TIMEOUT=4s"))
			.run((context) -> {
				assertThat(checks(context)).hasSize(2).contains("db/targets");
				assertTimeout(context, "db/Late-EU", 3);
			});
	}

	private static void assertEachHasItsOwn(ConfigurableApplicationContext context) {
		assertTimeout(context, "db/rep", 3);
		assertTimeout(context, "db/reporting", 4);
		assertTimeout(context, "db/reporting-eu", 6);
		assertThat(criticality(context, "db/rep")).isEqualTo(Criticality.OPTIONAL);
		assertThat(criticality(context, "db/reporting")).isEqualTo(Criticality.REQUIRED);
		assertThat(criticality(context, "db/reporting-eu")).isEqualTo(Criticality.OBSERVED);
	}

	private static void assertTimeout(ConfigurableApplicationContext context, String check, int seconds) {
		assertThat(Contexts.check(context, check).policy().timeout()).as(check).hasSeconds(seconds);
	}

	private static @Nullable Criticality criticality(ConfigurableApplicationContext context, String check) {
		return context.getBean(Probes.class).probe("readiness").criticalityOf(Contexts.check(context, check));
	}

	private static Set<String> checks(ConfigurableApplicationContext context) {
		return context.getBean(CheckMonitor.class).snapshots().keySet();
	}

	private static AbstractRoutingDataSource router(String... keys) {
		AbstractRoutingDataSource router = new AbstractRoutingDataSource() {

			@Override
			protected @Nullable Object determineCurrentLookupKey() {
				return keys[0];
			}

		};
		Map<Object, Object> targets = new LinkedHashMap<>();
		for (String key : keys) {
			targets.put(key, new StubDataSource());
		}
		router.setTargetDataSources(targets);
		router.initialize();
		return router;
	}

}
