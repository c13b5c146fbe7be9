package dev.probity.registration;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.probity.check.CheckPolicy;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.Switch;
import dev.probity.probe.ProbeStatus;
import dev.probity.settings.ConsumerProperties;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.UnknownSettingFailureAnalyzer;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;
import org.springframework.core.io.support.SpringFactoriesLoader.FailureHandler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * How properties become the policies of checks, and which ones stop the start.
 */
@ExtendWith(OutputCaptureExtension.class)
class CheckPropertiesTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withBean("orderService", DependencyCheck.class, () -> new Switch().dependency())
		.withBean("search", DependencyCheck.class, () -> new Switch().dependency());

	@Test
	void aCheckOfWhichNothingIsSaidHasTheDefaults() {
		this.runner.run((context) -> assertThat(Contexts.check(context, "orderService").policy())
			.isEqualTo(CheckPolicy.defaults()));
	}

	@Test
	void defaultsHoldForEveryCheckThatDoesNotSayOtherwise() {
		this.runner.withPropertyValues("probity.defaults.interval=20s", "probity.defaults.timeout=4s",
				"probity.defaults.retry-interval=3s", "probity.defaults.failure-threshold=5",
				"probity.defaults.success-threshold=6", "probity.defaults.jitter=0.5", "probity.defaults.max-age=2m",
				"probity.checks.search.interval=10s", "probity.checks.search.failure-threshold=1")
			.run((context) -> {
				Duration maxAge = Duration.ofMinutes(2);
				assertThat(Contexts.check(context, "orderService").policy()).isEqualTo(new CheckPolicy(
						Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofSeconds(4), 5, 6, 0.5, maxAge));
				assertThat(Contexts.check(context, "search").policy()).isEqualTo(new CheckPolicy(Duration.ofSeconds(10),
						Duration.ofSeconds(3), Duration.ofSeconds(4), 1, 6, 0.5, maxAge));
			});
	}

	@Test
	void whatIsAskedOftenIsAskedNoLessOftenToConfirmUnlessThatIsSaid() {
		this.runner
			.withPropertyValues("probity.defaults.interval=200ms", "probity.defaults.timeout=100ms",
					"probity.defaults.max-age=500ms", "probity.checks.search.retry-interval=50ms")
			.run((context) -> {
				assertThat(Contexts.check(context, "orderService").policy().retryInterval()).hasMillis(200);
				assertThat(Contexts.check(context, "search").policy().retryInterval()).hasMillis(50);
			});
		this.runner.withPropertyValues("probity.defaults.interval=30s")
			.run((context) -> assertThat(Contexts.check(context, "search").policy().retryInterval()).hasSeconds(1));
	}

	@ParameterizedTest
	@ValueSource(strings = { "orderService", "order-service", "orderservice", "ORDERSERVICE", "Order-Service" })
	void aNameMatchesWhateverItsCaseAndDashes(String name) {
		this.runner.withPropertyValues("probity.checks.%s.timeout=3s".formatted(name))
			.run((context) -> assertThat(Contexts.check(context, "orderService").policy().timeout()).hasSeconds(3));
	}

	@Test
	void anEnvironmentVariableSetsACheckAndLeavesWhatAFileSays() {
		this.runner.withInitializer((context) -> {
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("file", Map.of("probity.checks.orderService.timeout", "3s",
						"probity.checks.orderService.interval", "9s", "probity.checks.search.interval", "9s")));
			context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("PROBITY_CHECKS_ORDERSERVICE_TIMEOUT", "4s",
								"PROBITY_CHECKS_ORDERSERVICE_FAILURETHRESHOLD", "7", "PROBITY_CHECKS_SEARCH_TIMEOUT",
								"5s", "PROBITY_DEFAULTS_RETRYINTERVAL", "2s", "PROBITY_CHECKS_DB_TIMEOUT", "3s")));
		}).run((context) -> {
			CheckPolicy orders = Contexts.check(context, "orderService").policy();
			assertThat(orders.timeout()).hasSeconds(4);
			assertThat(orders.failureThreshold()).isEqualTo(7);
			assertThat(orders.interval()).hasSeconds(9);
			CheckPolicy search = Contexts.check(context, "search").policy();
			assertThat(search.timeout()).hasSeconds(5);
			assertThat(search.interval()).hasSeconds(9);
			assertThat(search.retryInterval()).hasSeconds(2);
		});
	}

	@Test
	void criticalityDecidesWhatAFailureDoes() {
		Switch search = new Switch();
		search.fail();
		Contexts.withoutWeb()
			.withBean("search", DependencyCheck.class, search::dependency)
			.withPropertyValues("probity.checks.search.criticality=optional")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			});
		Contexts.withoutWeb()
			.withBean("search", DependencyCheck.class, search::dependency)
			.withPropertyValues("probity.checks.search.criticality=observed")
			.run((context) -> {
				Contexts.ready(context);
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					probity.checks.search.interval          | 1ms  | from 10ms to 365d
					probity.checks.search.interval          | -5s  | from 10ms to 365d
					probity.checks.search.interval          | 0s   | from 10ms to 365d
					probity.checks.search.timeout           | 366d | from 10ms to 365d
					probity.checks.search.retry-interval    | 0s   | from 10ms to 365d
					probity.checks.search.retry-interval    | 1m   | a healthy check may then need 1m4s to its next result
					probity.defaults.retry-interval         | 14s  | a healthy check may then need 18s to its next result
					probity.startup.first-run-timeout       | 1ms  | from 10ms to 365d
					probity.startup.first-run-timeout       | 366d | from 10ms to 365d
					probity.checks.search.max-age           | 1s   | a healthy check may need
					probity.checks.search.failure-threshold | 0    | from 1 to 10000
					probity.checks.search.failure-threshold | 1000000000 | a check that is never to change a probe has criticality
					probity.checks.search.success-threshold | -1   | from 1 to 10000
					probity.checks.search.jitter            | 1.0  | a fraction from 0 to below 1
					probity.checks.search.jitter            | -0.1 | a fraction from 0 to below 1
					probity.checks.search.jitter            | NaN  | a fraction from 0 to below 1
					probity.defaults.interval               | 5ms  | from 10ms to 365d
					probity.defaults.timeout                | 0s   | from 10ms to 365d
					probity.defaults.retry-interval         | -1s  | from 10ms to 365d
					probity.defaults.max-age                | 3s   | a healthy check may need
					probity.defaults.failure-threshold      | 0    | from 1 to 10000
					probity.defaults.success-threshold      | 0    | from 1 to 10000
					probity.defaults.jitter                 | 1.5  | a fraction from 0 to below 1
					""")
	void aValueOutOfItsRangeStopsTheStart(String property, String value, String reason) {
		this.runner.withPropertyValues(property + "=" + value).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains(" is " + value + ", but ").contains(reason);
			assertThat(analysis.getAction()).contains("'" + property + "'");
		});
	}

	@Test
	void defaultsThatCannotBeStopTheStartEvenWithoutAnyCheck() {
		Contexts.withoutWeb()
			.withPropertyValues("probity.defaults.jitter=2")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getAction())
				.contains("'probity.defaults.jitter'"));
	}

	@Test
	void aNameInBracketsIsShownAsItIsWritten() {
		Contexts.withoutWeb()
			.withBean("db/reporting", DependencyCheck.class, () -> new Switch().dependency())
			.withPropertyValues("probity.checks[db/reporting].timeout=0s")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getAction())
				.contains("'probity.checks.[db/reporting].timeout'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "probity.checks.search.criticality=important", "probity.checks.search.interval=soon",
			"probity.defaults.failure-threshold=many", "probity.liveness.guard=perhaps" })
	void aValueOfTheWrongTypeStopsTheStart(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context.getStartupFailure())
				.hasStackTraceContaining(BindException.class.getName() + ": Failed to bind properties under '"
						+ property.substring(0, property.indexOf('=')) + "'"));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "probity.checks.search.timout", "probity.checks.search.primary.timeout", "probity.readyness" })
	void aSettingThatDoesNotExistStopsTheStart(String property) {
		this.runner.withPropertyValues(property + "=3s")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(UnboundConfigurationPropertiesException.class)
				.hasMessageContaining(property));
	}

	@Test
	void aDotWhereASlashBelongsIsExplained() {
		this.runner.withPropertyValues("probity.checks.db.primary.timeout=3s")
			.run((context) -> assertThat(new UnknownSettingFailureAnalyzer().analyze(context.getStartupFailure()))
				.satisfies((analysis) -> {
					assertThat(analysis.getDescription()).contains("probity.checks.db.primary.timeout");
					assertThat(analysis.getAction()).contains("'probity.checks.[db/primary].timeout'");
				}));
	}

	@Test
	void aFeatureAmongTheNeedsOfAListenerIsExplained() {
		this.runner.withPropertyValues("probity.consumers.orders.needs.feature=shop")
			.run((context) -> assertThat(new UnknownSettingFailureAnalyzer().analyze(context.getStartupFailure()))
				.satisfies((analysis) -> assertThat(analysis.getAction())
					.contains("write 'probity.consumers.orders.feature'")));
	}

	@Test
	void theTimeWithinWhichAllListenersAreResumedNeedsNoId() {
		this.runner.withPropertyValues("probity.consumers.resume-within=20s", "probity.consumers.orders.needs=db")
			.run((context) -> assertThat(context.getBean(ProbityProperties.class).consumers())
				.containsEntry("resume-within", new ConsumerProperties(null, null, Duration.ofSeconds(20)))
				.containsEntry("orders", new ConsumerProperties(List.of("db"), null, null)));
		this.runner.withPropertyValues("probity.consumers.orders=")
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("probity.consumers.orders=db")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("'db' is no duration; set what a listener needs under its id"));
	}

	@Test
	void theExplanationIsTheOneThatSpringBootPrints() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, ArgumentResolver.none(),
					FailureHandler.logging(LogFactory.getLog(getClass()))))
			.first()
			.isInstanceOf(UnknownSettingFailureAnalyzer.class);
	}

	@Test
	void aFailureOfOursIsExplainedByWhicheverSpringBoot(CapturedOutput output) {
		SpringApplication application = new SpringApplication(PlainApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run("--probity.checks.serach.interval=10s").close())
			.isInstanceOf(FailureAnalyzedException.class);
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The property 'probity.checks.serach' names a check that does not exist.")
			.contains("set 'probity.validate-names' to false");
	}

	@Test
	void aNameThatNobodyKnowsStopsTheStart() {
		this.runner.withPropertyValues("probity.checks.serach.interval=10s").run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'probity.checks.serach'");
			assertThat(analysis.getAction()).contains("orderService, search").contains("'probity.validate-names'");
		});
	}

	@Test
	void aNameThatNobodyKnowsIsAllowedIfNamesAreNotValidated() {
		this.runner.withPropertyValues("probity.checks.serach.interval=10s", "probity.validate-names=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "db", "redis", "kafka", "mongo", "rabbit", "r2dbc", "diskSpace", "disk-space",
			"[db/reporting]", "elasticsearch" })
	void aNameThatSpringBootKnowsIsAllowedThereOrNot(String name) {
		this.runner.withPropertyValues("probity.checks.%s.timeout=3s".formatted(name))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static FailureAnalysis analysis(Throwable failure) {
		assertThat(failure).isInstanceOf(FailureAnalyzedException.class);
		return ((FailureAnalyzedException) failure).analysis();
	}

}
