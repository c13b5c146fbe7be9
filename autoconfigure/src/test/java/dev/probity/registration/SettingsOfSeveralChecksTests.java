package dev.probity.registration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.Variables;
import dev.probity.load.ProbityLoadAutoConfiguration;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probes;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.vital.Heartbeats;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a name that covers several checks is said of all of them, and what is
 * said more closely comes first.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingsOfSeveralChecksTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	private final ApplicationContextRunner vitals = this.runner.withConfiguration(
			AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class, ProbityVitalAutoConfiguration.class,
					ProbityLoadAutoConfiguration.class, ProbityServerAutoConfiguration.class));

	@Test
	void dataSourcesWithoutAPrimaryOne() {
		this.runner.withBean("a", DataSource.class, StubDataSource::new)
			.withBean("b", DataSource.class, StubDataSource::new)
			.withPropertyValues("probity.checks.db.criticality=required", "probity.checks.db.timeout=3s",
					"probity.checks.db.shadow=true", "probity.checks[db/b].shadow=false",
					"probity.checks[db/b].timeout=4s")
			.run((context) -> {
				assertThat(criticality(context, "db/b")).isEqualTo(Criticality.REQUIRED);
				assertThat(criticality(context, "db/a")).as("only shows what it would do")
					.isEqualTo(Criticality.OBSERVED);
				assertThat(policy(context, "db/a").timeout()).hasSeconds(3);
				assertThat(policy(context, "db/b").timeout()).hasSeconds(4);
			});
	}

	@Test
	void twoSpellingsInOneSourceAreToldIfTheyDiffer(CapturedOutput output) {
		Map<String, Object> file = new LinkedHashMap<>(Map.of("probity.checks[db/a].interval", "7s"));
		file.put("probity.checks.dbA.interval", "8s");
		file.put("probity.lame-duck.duration", "3s");
		file.put("probity.lameDuck.duration", "4s");
		file.put("probity.defaults.jitter", "0");
		file.put("probity.defaults.Jitter", "0");
		file.put("probity.checks.[db/b].timeout", "3s");
		file.put("probity.checks.disk-space.timeout", "3s");
		file.put("probity.checks.disk.timeout", "4s");
		this.runner.withBean("a", DataSource.class, StubDataSource::new)
			.withBean("b", DataSource.class, StubDataSource::new)
			.withPropertyValues("probity.checks.db-b.timeout=4s")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("file", file)))
			.run((context) -> assertThat(policy(context, "db/b").timeout()).hasSeconds(4));
		assertThat(output)
			.contains("'probity.checks[db/a].interval' and 'probity.checks.dbA.interval' are two spellings")
			.contains("'probity.lame-duck.duration' and 'probity.lameDuck.duration' are two spellings of one setting"
					+ " with different values, both in 'file': only one of them has an effect. Remove one.")
			.contains("'probity.checks.disk-space.timeout' and 'probity.checks.disk.timeout' are two spellings")
			.doesNotContain("Jitter' are")
			.doesNotContain("db-b");
	}

	@Test
	void kafkaClusters() {
		this.runner.withBean("one", KafkaAdmin.class, () -> new KafkaAdmin(Map.of("bootstrap.servers", "localhost:1")))
			.withBean("two", KafkaAdmin.class, () -> new KafkaAdmin(Map.of("bootstrap.servers", "localhost:2")))
			.withInitializer(Variables.of("PROBITY_CHECKS_KAFKA_CRITICALITY=required",
					"PROBITY_CHECKS_KAFKA_TWO_CRITICALITY=observed"))
			.run((context) -> {
				assertThat(criticality(context, "kafka/one")).isEqualTo(Criticality.REQUIRED);
				assertThat(criticality(context, "kafka/two")).isEqualTo(Criticality.OBSERVED);
			});
	}

	@Test
	void poolsExecutorsAndHeartbeats() {
		this.vitals.withBean("stock", HikariDataSource.class)
			.withBean("mailer", Executor.class, ThreadPoolTaskExecutor::new)
			.withPropertyValues("management.health.db.enabled=false", "probity.checks.pool.criticality=required",
					"probity.checks.executor.interval=7s", "probity.checks.heartbeat.probe=readiness",
					"probity.checks[heartbeat/bills].probe=liveness")
			.run((context) -> {
				Heartbeats heartbeats = context.getBean(Heartbeats.class);
				heartbeats.start("invoices", Duration.ofMinutes(1));
				heartbeats.start("bills", Duration.ofMinutes(1));
				assertThat(criticality(context, "pool/stock")).isEqualTo(Criticality.REQUIRED);
				assertThat(policy(context, "executor/mailer").interval()).hasSeconds(7);
				assertThat(criticality(context, "heartbeat/invoices")).isEqualTo(Criticality.REQUIRED);
				assertThat(criticality(context, "heartbeat/bills")).isNull();
			});
	}

	@Test
	void compositesAndTheirParts() {
		HealthIndicator up = () -> Health.up().build();
		this.runner
			.withBean("tenantsHealthContributor", CompositeHealthContributor.class,
					() -> CompositeHealthContributor.fromMap(
							Map.of("eu", CompositeHealthContributor.fromMap(Map.of("acme", up, "zeta", up)), "us", up)))
			.withPropertyValues("probity.adopt.enabled=false", "probity.checks.tenants.criticality=optional",
					"probity.checks[tenants/eu].criticality=required", "probity.checks[tenants/eu/zeta].timeout=3s")
			.run((context) -> {
				assertThat(criticality(context, "tenants/us")).isEqualTo(Criticality.OPTIONAL);
				assertThat(criticality(context, "tenants/eu/acme")).isEqualTo(Criticality.REQUIRED);
				assertThat(criticality(context, "tenants/eu/zeta")).isEqualTo(Criticality.REQUIRED);
				assertThat(policy(context, "tenants/eu/zeta").timeout()).hasSeconds(3);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "shared=ask", "probe=startup", "probe=liveness", "restart=true", "heal=evict",
			"interval=0s", "retry-interval=1m", "timeout=0s", "failure-threshold=0", "success-threshold=0", "jitter=2",
			"max-age=1s" })
	void whatCannotBeIsToldByTheNameUnderWhichItIsSaid(String setting) {
		this.runner.withBean("tenants/eu", DependencyCheck.class, () -> CheckResult::passed)
			.withPropertyValues("probity.checks.tenants." + setting, "probity.checks[tenants/eu].criticality=optional")
			.run((context) -> {
				FailureAnalysis analysis = ((FailureAnalyzedException) context.getStartupFailure()).analysis();
				assertThat(analysis.getDescription() + analysis.getAction())
					.contains("'probity.checks.tenants." + setting.substring(0, setting.indexOf('=')) + "'")
					.doesNotContain("[tenants/eu]");
			});
	}

	@Test
	void whatCannotBeIsToldByTheSpellingInWhichItIsSaid() {
		this.runner.withBean("tenants/eu", DependencyCheck.class, () -> CheckResult::passed)
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("file", Map.of("probity.checks[tenants/eu].shared", "ask"))))
			.withInitializer(Variables.of("PROBITY_CHECKS_TENANTS_EU_CRITICALITY=required"))
			.run((context) -> assertThat(context.getStartupFailure())
				.hasMessageContaining("'probity.checks.[tenants/eu].shared' is 'ask'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "kafka", "[db/reporting]", "server", "ping", "kafka-listeners" })
	void aKnownNameThatCoversNothingIsToldOnce(String name, CapturedOutput output) {
		this.vitals.withPropertyValues("probity.checks.%s.timeout=3s".formatted(name)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce("has no effect in the application context")
				.contains("WARN")
				.contains(name.replace("[", "").replace("]", ""));
		});
	}

	@Test
	void aVariableThatCoversNothingIsNamed(CapturedOutput output) {
		this.vitals.withInitializer(Variables.of("PROBITY_CHECKS_DB_REPORTING_TIMEOUT=3s"))
			.run((context) -> assertThat(output)
				.containsOnlyOnce("The environment variable 'PROBITY_CHECKS_DB_REPORTING_TIMEOUT' has no effect"));
		this.vitals.withInitializer(Variables.of("PROBITY_CHECKS_REDSI_TIMEOUT=3s"))
			.run((context) -> assertThat(context.getStartupFailure())
				.hasMessageContaining("The environment variable 'PROBITY_CHECKS_REDSI_TIMEOUT' names a check"));
	}

	@Test
	void oneThatMayComeLaterOrIsThereIsNot(CapturedOutput output) {
		this.vitals.withBean("stock", DataSource.class, StubDataSource::new)
			.withPropertyValues("probity.checks.heartbeat.timeout=3s", "probity.checks[heartbeat/invoices].timeout=3s",
					"probity.checks.db.timeout=3s", "probity.checks.disk-space.interval=40s")
			.run((context) -> assertThat(output).doesNotContain("has no such check"));
	}

	private static CheckPolicy policy(ConfigurableApplicationContext context, String check) {
		return Contexts.check(context, check).policy();
	}

	private static @Nullable Criticality criticality(ConfigurableApplicationContext context, String check) {
		return context.getBean(Probes.class).probe("readiness").criticalityOf(Contexts.check(context, check));
	}

}
