package dev.probity.registration;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.check.CheckPolicy;
import dev.probity.definition.CheckDefinition;
import dev.probity.definition.CheckDefinition.Pace;
import dev.probity.definition.CheckSettings;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.fixture.Variables;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probes;
import dev.probity.settings.ProbityProperties;
import dev.probity.startup.StartupTask;
import dev.probity.startup.StartupTaskPolicy;
import dev.probity.startup.StartupTaskSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.mock.env.MockPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of the places in which a setting is said that one counts which comes first in Spring's
 * order, however the name is written there, and for each setting by itself.
 */
class PrecedenceTests {

	private final ApplicationContextRunner databases = Contexts.withoutWeb()
		.withBean("stock", DataSource.class, StubDataSource::new, (bean) -> bean.setPrimary(true))
		.withBean("reporting", DataSource.class, StubDataSource::new);

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-",
			textBlock = """
					# file                                      | variable                             | command line                              | is
					probity.checks[db/reporting].timeout=1s     | -                                    | -                                         | 1s
					probity.checks[db/reporting].timeout=1s     | PROBITY_CHECKS_DBREPORTING_TIMEOUT=4s  | -                                       | 4s
					probity.checks[db/reporting].timeout=1s     | PROBITY_CHECKS_DB_REPORTING_TIMEOUT=4s | probity.checks.db/reporting.timeout=3s  | 3s
					probity.checks.db-reporting.timeout=1s      | PROBITY_CHECKS_DB_REPORTING_TIMEOUT=4s | -                                       | 4s
					probity.checks.dbReporting.timeout=1s       | PROBITY_CHECKS_DBREPORTING_TIMEOUT=4s  | probity.checks[db/reporting].timeout=3s | 3s
					probity.checks[db/reporting].timeout=1s     | -                                    | probity.checks.db-reporting.timeout=3s    | 3s
					probity.checks[db/reporting].timeout=1s     | -                                    | probity.checks[DB/Reporting].timeout=3s   | 3s
					probity.checks.db_reporting.timeout=1s      | -                                    | probity.checks[db/reporting].timeout=3s   | 3s
					# what else is said of it in the same place takes nothing along
					probity.checks[db/reporting].timeout=1s     | PROBITY_CHECKS_DBREPORTING_TIMEOUT=4s  | probity.checks[db/reporting].interval=9s | 4s
					probity.checks[db/reporting].timeout=1s     | PROBITY_CHECKS_DBREPORTING_INTERVAL=9s | probity.checks.db-reporting.timeout=3s  | 3s
					probity.checks.db-reporting.timeout=1s      | PROBITY_CHECKS_DBREPORTING_TIMEOUT=4s  | probity.checks[db/reporting].interval=9s | 4s
					probity.checks[db/reporting].timeout=1s     | PROBITY_CHECKS_DBREPORTING_INTERVAL=9s | -                                       | 1s
					# what is said more closely comes first, wherever
					probity.checks[db/reporting].timeout=1s     | PROBITY_CHECKS_DB_TIMEOUT=4s         | probity.checks.db.timeout=3s              | 1s
					""")
	void theTimeout(String file, @Nullable String variable, @Nullable String commandLine, String timeout) {
		this.databases.withInitializer(said(file, variable, commandLine))
			.run((context) -> assertThat(policy(context).timeout()).isEqualTo(Duration.parse("PT" + timeout)));
	}

	@Test
	void eachSettingByItself() {
		this.databases.withInitializer((context) -> {
			Variables
				.of("PROBITY_CHECKS_DB_REPORTING_FAILURE_THRESHOLD=5", "PROBITY_CHECKS_DBREPORTING_TIMEOUT=4s",
						"PROBITY_CHECKS_DBREPORTING_CRITICALITY=observed")
				.initialize(context);
			addLast(context.getEnvironment(), "probity.checks[db/reporting].failure-threshold=7",
					"probity.checks[db/reporting].timeout=1s", "probity.checks[db/reporting].success-threshold=6",
					"probity.checks[db/reporting].criticality=optional", "probity.checks[db/reporting].jitter=0.3");
			addFirst(context.getEnvironment(), "probity.checks[db/reporting].interval=9s",
					"probity.checks.db-reporting.criticality=required", "probity.checks.dbReporting.jitter=0.2");
		}).run((context) -> {
			CheckPolicy policy = policy(context);
			assertThat(policy.failureThreshold()).isEqualTo(5);
			assertThat(policy.timeout()).hasSeconds(4);
			assertThat(policy.successThreshold()).isEqualTo(6);
			assertThat(policy.interval()).hasSeconds(9);
			assertThat(policy.jitter()).isEqualTo(0.2);
			assertThat(context.getBean(Probes.class)
				.probe("readiness")
				.criticalityOf(Contexts.check(context, "db/reporting"))).isEqualTo(Criticality.REQUIRED);
		});
	}

	/**
	 * Its two names are two spellings.
	 */
	@ParameterizedTest
	@CsvSource({ "diskSpace, PROBITY_CHECKS_DISK_INTERVAL", "disk-space, PROBITY_CHECKS_DISK_INTERVAL",
			"disk, PROBITY_CHECKS_DISKSPACE_INTERVAL", "disk, PROBITY_CHECKS_DISK_SPACE_INTERVAL" })
	void theDisk(String inTheFile, String variable) {
		new ApplicationContextRunner()
			.withInitializer(said("probity.checks.%s.interval=50s".formatted(inTheFile), variable + "=70s", null))
			.withUserConfiguration(Settings.class)
			.run((context) -> {
				CheckSettings settings = new CheckSettings(context.getBean(ProbityProperties.class),
						context.getEnvironment());
				for (String name : List.of("disk", "diskSpace")) {
					assertThat(settings.policy(definition(name)).interval()).hasSeconds(70);
				}
			});
	}

	private static CheckDefinition definition(String name) {
		return new CheckDefinition(name, null, Criticality.REQUIRED, Pace.NORMAL, (policy) -> {
			throw new IllegalStateException("not made");
		});
	}

	@EnableConfigurationProperties(ProbityProperties.class)
	@Import(VariablesRegistrar.class)
	static class Settings {

	}

	@Test
	void startupTasks() {
		this.databases.withBean("warm-up/cache", StartupTask.class, () -> (progress) -> {
		}).withInitializer((context) -> {
			Variables
				.of("PROBITY_STARTUP_TASKS_WARM_UP_CACHE_BACK_OFF=3s", "PROBITY_STARTUP_TASKS_WARMUPCACHE_RETRIES=4")
				.initialize(context);
			addLast(context.getEnvironment(), "probity.startup.tasks[warm-up/cache].back-off=1s",
					"probity.startup.tasks[warm-up/cache].timeout=9s");
			addFirst(context.getEnvironment(), "probity.startup.tasks[warm-up/cache].retries=2");
		}).run((context) -> {
			StartupTaskPolicy policy = new StartupTaskSettings(context.getBean(ProbityProperties.class),
					context.getEnvironment())
				.policy("warm-up/cache", StartupTaskPolicy.defaults());
			assertThat(policy.retries()).isEqualTo(2);
			assertThat(policy.backOff()).hasSeconds(3);
			assertThat(policy.timeout()).hasSeconds(9);
		});
	}

	private static ApplicationContextInitializer<ConfigurableApplicationContext> said(String file,
			@Nullable String variable, @Nullable String commandLine) {
		return (context) -> {
			if (variable != null) {
				Variables.of(variable).initialize(context);
			}
			addLast(context.getEnvironment(), file);
			if (commandLine != null) {
				addFirst(context.getEnvironment(), commandLine);
			}
		};
	}

	/**
	 * As a file.
	 */
	private static void addLast(ConfigurableEnvironment environment, String... lines) {
		MockPropertySource file = new MockPropertySource("file");
		for (String line : lines) {
			int equals = line.indexOf('=');
			file.setProperty(line.substring(0, equals), line.substring(equals + 1));
		}
		environment.getPropertySources().addLast(file);
	}

	/**
	 * As the command line.
	 */
	private static void addFirst(ConfigurableEnvironment environment, String... arguments) {
		environment.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource(
					Stream.of(arguments).map((argument) -> "--" + argument).toArray(String[]::new)));
	}

	private static CheckPolicy policy(ConfigurableApplicationContext context) {
		return Contexts.check(context, "db/reporting").policy();
	}

}
