package dev.probity.settings;

import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.Variables;
import dev.probity.load.ProbityLoadAutoConfiguration;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.startup.StartupTask;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import dev.probity.vital.VitalDefinitions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.mock.env.MockPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An environment variable can set everything that a file can, and none has no effect
 * without a word.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingsByVariableTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	private final ApplicationContextRunner databases = this.runner
		.withBean("stock", DataSource.class, StubDataSource::new, (bean) -> bean.setPrimary(true))
		.withBean("reporting", DataSource.class, StubDataSource::new);

	@ParameterizedTest
	@ValueSource(strings = { "PROBITY_CHECKS_DB_REPORTING_CRITICALITY", "PROBITY_CHECKS_DBREPORTING_CRITICALITY",
			"PROBITY_CHECKS_DB__REPORTING__CRITICALITY", "PROBITY_CHECKS_D_B_REPORT_ING_CRITICALITY",
			"probity_checks_db_reporting_criticality", "Probity_Checks_DbReporting_Criticality",
			"PROBITY_CHECKS_DB/REPORTING_CRITICALITY", "probity.checks[db/reporting].criticality" })
	void aNameWithASlashIsSetHoweverItIsWritten(String variable) {
		this.databases.withInitializer(Variables.of(variable + "=required")).run((context) -> {
			assertThat(criticality(context, "db/reporting")).isEqualTo(Criticality.REQUIRED);
			assertThat(criticality(context, "db/stock")).isEqualTo(Criticality.REQUIRED);
		});
		this.databases.withInitializer(Variables.of(variable + "=observed")).run((context) -> {
			assertThat(criticality(context, "db/reporting")).isEqualTo(Criticality.OBSERVED);
			assertThat(criticality(context, "db/stock")).isEqualTo(Criticality.REQUIRED);
		});
	}

	@ParameterizedTest
	@CsvSource({ "orders.v2, PROBITY_CHECKS_ORDERS_V2_RETRYINTERVAL",
			"orders.v2, PROBITY_CHECKS_ORDERSV2_RETRY_INTERVAL",
			"order-service, PROBITY_CHECKS_ORDER_SERVICE_RETRY_INTERVAL",
			"order_service, PROBITY_CHECKS_ORDERSERVICE_RETRYINTERVAL",
			"Order_Service, PROBITY_CHECKS_ORDER_SERVICE_RETRYINTERVAL",
			"mail@eu/west.1, PROBITY_CHECKS_MAIL_EU_WEST_1_RETRY_INTERVAL",
			"max-age, PROBITY_CHECKS_MAX_AGE_RETRY_INTERVAL", "timeout, PROBITY_CHECKS_TIMEOUT_RETRY_INTERVAL",
			"criticality/port, PROBITY_CHECKS_CRITICALITY_PORT_RETRY_INTERVAL" })
	void everyNameIsWhatIsLeftOfItWithoutSeparators(String check, String variable) {
		this.runner.withBean(check, DependencyCheck.class, () -> CheckResult::passed)
			.withInitializer(Variables.of(variable + "=700ms"))
			.run((context) -> assertThat(Contexts.check(context, check).policy().retryInterval()).hasMillis(700));
	}

	@Test
	void whatSeveralSourcesSayOfOneCheckIsTakenTogether() {
		this.databases.withInitializer((context) -> {
			context.getEnvironment()
				.getPropertySources()
				.addLast(new MockPropertySource("file").withProperty("probity.checks[db/reporting].timeout", "3s")
					.withProperty("probity.checks[db/reporting].criticality", "optional")
					.withProperty("probity.checks.db.interval", "7s"));
			Variables.of("PROBITY_CHECKS_DB_REPORTING_CRITICALITY=required", "PROBITY_CHECKS_DB_FAILURE_THRESHOLD=5")
				.initialize(context);
		}).run((context) -> {
			CheckPolicy policy = Contexts.check(context, "db/reporting").policy();
			assertThat(criticality(context, "db/reporting")).isEqualTo(Criticality.REQUIRED);
			assertThat(policy.timeout()).hasSeconds(3);
			assertThat(policy.interval()).hasSeconds(7);
			assertThat(policy.failureThreshold()).isEqualTo(5);
		});
	}

	@Test
	void twoNamesThatAreOneInAVariableStopTheStart() {
		ApplicationContextRunner twins = this.databases.withBean("dbReporting", DependencyCheck.class,
				() -> CheckResult::passed);
		twins.withInitializer(Variables.of("PROBITY_CHECKS_DB_REPORTING_TIMEOUT=3s"))
			.run((context) -> assertThat(analyzed(context.getStartupFailure()).analysis().getDescription())
				.contains("'PROBITY_CHECKS_DB_REPORTING_TIMEOUT'", "'db/reporting' and 'dbReporting'"));
		twins.withPropertyValues("probity.checks[db/reporting].timeout=3s").run((context) -> {
			assertThat(Contexts.check(context, "db/reporting").policy().timeout()).hasSeconds(3);
			assertThat(Contexts.check(context, "dbReporting").policy().timeout()).hasSeconds(2);
		});
		twins.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void features() {
		this.databases
			.withInitializer(Variables.of("PROBITY_FEATURES_ORDER_HISTORY_CHECKS_0=db/reporting",
					"PROBITY_FEATURES_ORDER_HISTORY_CHECKS_1=db", "PROBITY_FEATURES_CATALOG_CHECKS=db",
					"PROBITY_FEATURES_CATALOG_CRITICALITY_DB_REPORTING=optional",
					"PROBITY_FEATURES_CATALOG_CRITICALITY_DB=observed"))
			.withPropertyValues("probity.features.order-history.criticality[db/stock]=optional")
			.run((context) -> {
				assertThat(context.getBean(Probes.class).all()).extracting(Probe::name)
					.contains("order-history", "catalog")
					.hasSize(5);
				assertThat(criticality(context, "db/reporting", "order-history")).isEqualTo(Criticality.REQUIRED);
				assertThat(criticality(context, "db/stock", "order-history")).isEqualTo(Criticality.OPTIONAL);
				assertThat(criticality(context, "db/reporting", "catalog")).isEqualTo(Criticality.OPTIONAL);
				assertThat(criticality(context, "db/stock", "catalog")).isEqualTo(Criticality.OBSERVED);
			});
	}

	@Test
	void startupTasksHeartbeatsAndWhatIsLeftOut() {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class, ProbityVitalAutoConfiguration.class,
							ProbityLoadAutoConfiguration.class, ProbityServerAutoConfiguration.class))
			.withBean("warm-up/cache", StartupTask.class, () -> (progress) -> {
			})
			.withBean("slowHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.withBean("tenants.all", CompositeHealthContributor.class,
					() -> CompositeHealthContributor
						.fromMap(Map.of("acme", (HealthIndicator) () -> Health.up().build())))
			.withInitializer(Variables.of("PROBITY_STARTUP_TASKS_WARM_UP_CACHE_BACK_OFF=3s",
					"PROBITY_STARTUP_TASKS_WARMUPCACHE_RETRIES=4",
					"PROBITY_VITALS_HEARTBEATS_INVOICE_RUN_MAX_SILENCE=25s",
					"PROBITY_VITALS_EXCLUDE_0=file-descriptors", "PROBITY_VITALS_EXCLUDE_1=DISK",
					"PROBITY_ADOPT_EXCLUDE=SLOW,TENANTS_ALL", "PROBITY_LAME_DUCK_HTTPSTATUS=404"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				ProbityProperties properties = context.getBean(ProbityProperties.class);
				assertThat(properties.startup().tasks().values()).singleElement().satisfies((task) -> {
					assertThat(task.backOff()).hasSeconds(3);
					assertThat(task.retries()).isEqualTo(4);
				});
				assertThat(context.getBean(VitalDefinitions.class).settings().maxSilence("invoice-run")).hasSeconds(25);
				assertThat(properties.lameDuck().httpStatus()).isEqualTo(404);
				assertThat(context.getBean(CheckMonitor.class).snapshots()).containsKey("deadlock")
					.doesNotContainKeys("fileDescriptors", "disk", "slow", "tenants.all/acme");
			});
	}

	@ParameterizedTest
	@CsvSource({ "PROBITY_LAMEDUCK_DURATON=25s, PROBITY_LAMEDUCK_DURATION",
			"PROBITY_LAME_DUK_DURATION=25s, PROBITY_LAMEDUCK_DURATION",
			"PROBITY_CHECKS_DB_REPORTING_CRITICALTY=required, PROBITY_CHECKS_DB_REPORTING_CRITICALITY",
			"PROBITY_FEATURES_ORDERS_CHEKS=db, PROBITY_FEATURES_ORDERS_CHECKS", "PROBITY_HOME=/opt,",
			"PROBITY_CHECKS_REDIS=required,", "PROBITY_CHECKS=db," })
	void oneThatMeansNothingIsToldOnce(String variable, @Nullable String nearest, CapturedOutput output) {
		String name = variable.substring(0, variable.indexOf('='));
		this.runner.withInitializer(Variables.of(variable)).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output.getOut().lines().filter((line) -> line.contains("'" + name + "'"))).singleElement()
				.satisfies((line) -> {
					assertThat(line).contains("WARN", "has no effect", "Probity has no such property");
					if (nearest != null) {
						assertThat(line).contains("Did you mean '" + nearest + "'?");
					}
					else {
						assertThat(line).endsWith("Probity has no such property.");
					}
				});
		});
	}

	@Test
	void twoThatSayDifferentThingsAreTold(CapturedOutput output) {
		this.databases
			.withInitializer(
					Variables.of("PROBITY_CHECKS_DB_REPORTING_TIMEOUT=3s", "PROBITY_CHECKS_DBREPORTING_TIMEOUT=4s"))
			.run((context) -> {
				assertThat(Contexts.check(context, "db/reporting").policy().timeout()).hasSeconds(4);
				assertThat(output).containsOnlyOnce("'PROBITY_CHECKS_DB_REPORTING_TIMEOUT' has no effect");
			});
	}

	@ParameterizedTest
	@CsvSource({ "probity.lame-duck.duraton, probity.lame-duck.duration",
			"probity.checks.db.reporting.criticality, probity.checks[db/reporting].criticality",
			"probity.lame.duck.duration, probity.lame-duck.duration" })
	void aSystemPropertyThatMeansNothingIsToldOnce(String property, String nearest, CapturedOutput output) {
		this.runner
			.withSystemProperties(property + "=25s", "probity.lameDuck.duration=20s",
					"probity.checks[db/reporting].timeout=3s", "probity.adopt.exclude[0]=mail")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).containsOnlyOnce("has no effect: Probity has no such property")
					.contains("system property '" + property + "'", "Did you mean '" + nearest + "'");
			});
	}

	@Test
	void serviceLinksOfKubernetesNeitherBindNorWarn(CapturedOutput output) {
		List<String> services = List.of("PROBITY", "PROBITY_CHECKS", "PROBITY_LAME_DUCK", "PROBITY_STARTUP",
				"PROBITY_DEFAULTS", "PROBITY_FEATURES", "PROBITY_PROBE", "PROBITY_ADOPT", "PROBITY_VITALS_HEARTBEATS",
				"PROBITY_CHECKS_DB", "PROBITY_FEATURES_ORDERS_CRITICALITY", "PROBITY_ENABLED",
				"PROBITY_PATHS_READINESS");
		String[] links = services.stream()
			.flatMap((service) -> List
				.of("_SERVICE_HOST=10.0.0.1", "_SERVICE_PORT=80", "_SERVICE_PORT_HTTP=80", "_SERVICE_PORT_TIMEOUT=80",
						"_PORT=tcp://10.0.0.1:80", "_PORT_80_TCP=tcp://10.0.0.1:80", "_PORT_80_TCP_PROTO=tcp",
						"_PORT_80_TCP_PORT=80", "_PORT_80_TCP_ADDR=10.0.0.1", "_PORT_53_UDP=udp://[fd00::1]:53",
						"_PORT_53_UDP_ADDR=fd00::1")
				.stream()
				.map((link) -> service + link))
			.toArray(String[]::new);
		this.runner.withInitializer(Variables.of(links)).run((context) -> {
			assertThat(context).hasNotFailed();
			ProbityProperties properties = context.getBean(ProbityProperties.class);
			assertThat(properties.checks()).isEmpty();
			assertThat(properties.features()).isEmpty();
			assertThat(properties.vitals().heartbeats()).isEmpty();
			assertThat(output).doesNotContain("PROBITY_");
			assertThat(context.getEnvironment().resolvePlaceholders("${PROBITY_CHECKS_PORT}:${PROBITY_SERVICE_HOST}"))
				.as("for others they stay what they are")
				.isEqualTo("tcp://10.0.0.1:80:10.0.0.1");
		});
	}

	@Test
	void whatIsNamedLikeAServiceLinkMaySetSomething() {
		this.runner.withBean("servicePort", DependencyCheck.class, () -> CheckResult::passed)
			.withInitializer(Variables.of("PROBITY_CHECKS_SERVICE_PORT_TIMEOUT=3s"))
			.run((context) -> assertThat(Contexts.check(context, "servicePort").policy().timeout()).hasSeconds(3));
	}

	@Test
	void variablesMeanTheSameBeforeThereIsAContext() {
		StandardEnvironment environment = new StandardEnvironment();
		Variables
			.of("PROBITY_LAME_DUCK_PORT=tcp://10.0.0.1:80", "PROBITY_LAMEDUCK_HTTP_STATUS=404",
					"PROBITY_LAME_DUCK_DURATION=20s")
			.apply(environment.getPropertySources());
		new ProbityVariablesEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		new ProbityVariablesEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		Binder binder = Binder.get(environment);
		assertThat(binder.bind("probity.lame-duck.http-status", Integer.class).get()).isEqualTo(404);
		assertThat(binder.bind("probity.lame-duck.port", String.class).isBound()).isFalse();
		assertThat(binder.bind("probity.lame-duck", LameDuckProperties.class).get().duration()).hasSeconds(20);
	}

	@Test
	void anApplicationWithAPrefixForItsVariablesHasOneHereToo(CapturedOutput output) {
		SpringApplication application = new SpringApplication(PlainApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setEnvironmentPrefix("shop");
		StandardEnvironment environment = new StandardEnvironment();
		Variables
			.of("SHOP_PROBITY_CHECKS_ORDERS_V2_TIMEOUT=3s", "PROBITY_CHECKS_ORDERS_V2_TIMEOUT=4s",
					"SHOP_PROBITY_DEFAULTS_SERVICE_HOST=10.0.0.1", "SHOP_PROBITY_OTHER=1")
			.apply(environment.getPropertySources());
		application.setEnvironment(environment);
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean("orders.v2",
				DependencyCheck.class, () -> CheckResult::passed));
		try (ConfigurableApplicationContext context = application.run()) {
			assertThat(Contexts.check(context, "orders.v2").policy().timeout()).hasSeconds(3);
			assertThat(output).containsOnlyOnce("Probity has no such property").contains("'SHOP_PROBITY_OTHER'");
		}
	}

	private static @Nullable Criticality criticality(ConfigurableApplicationContext context, String check) {
		return criticality(context, check, "readiness");
	}

	private static @Nullable Criticality criticality(ConfigurableApplicationContext context, String check,
			String probe) {
		return context.getBean(Probes.class).probe(probe).criticalityOf(Contexts.check(context, check));
	}

	private static FailureAnalyzedException analyzed(@Nullable Throwable failure) {
		return (FailureAnalyzedException) NestedExceptionUtils.getMostSpecificCause(failure);
	}

}
