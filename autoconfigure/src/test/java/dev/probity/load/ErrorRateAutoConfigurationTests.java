package dev.probity.load;

import java.time.Duration;
import java.util.stream.Stream;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.VitalCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.time.Ticker;
import dev.probity.traffic.RequestOutcome;
import dev.probity.traffic.RequestOutcomeClassifier;
import dev.probity.traffic.RequestPaths;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where errors are counted, and how that is set.
 */
class ErrorRateAutoConfigurationTests {

	private static final AutoConfigurations VITALS = AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class,
			ProbityVitalAutoConfiguration.class, ProbityLoadAutoConfiguration.class,
			ProbityServerAutoConfiguration.class);

	private final WebApplicationContextRunner runner = Contexts.withMvc().withConfiguration(VITALS);

	@Test
	void isOptionalForReadinessAndNothingForLiveness() {
		Stream
			.<AbstractApplicationContextRunner<?, ?, ?>>of(this.runner,
					Contexts.withWebFlux().withConfiguration(VITALS))
			.forEach((web) -> web.run((context) -> {
				ConfigurableApplicationContext application = (ConfigurableApplicationContext) context;
				CheckSnapshot check = Contexts.check(application, "errorRate");
				assertThat(check.kind()).isEqualTo(CheckKind.LOAD);
				assertThat(check.policy().interval()).isEqualTo(Duration.ofSeconds(3));
				assertThat(check.policy().failureThreshold()).isOne();
				Probes probes = application.getBean(Probes.class);
				assertThat(probes.probe(Probe.READINESS).criticalityOf(check)).isEqualTo(Criticality.OPTIONAL);
				assertThat(probes.probe(Probe.LIVENESS).criticalityOf(check)).isNull();
			}));
	}

	@Test
	void withoutAWebServerThereIsNothingToCount() {
		Contexts.withoutWeb()
			.withConfiguration(VITALS)
			.run((context) -> assertThat(context.getBean(CheckMonitor.class).snapshots()).containsKey("deadlock")
				.doesNotContainKey("errorRate"));
	}

	@Test
	void canBeLeftOutAndMadeRequired() {
		this.runner.withPropertyValues("probity.vitals.exclude=error-rate")
			.run((context) -> assertThat(context.getBean(CheckMonitor.class).snapshots())
				.doesNotContainKey("errorRate"));
		this.runner.withPropertyValues("probity.checks.error-rate.criticality=required")
			.run((context) -> assertThat(context.getBean(Probes.class)
				.probe(Probe.READINESS)
				.criticalityOf(Contexts.check(context, "errorRate"))).isEqualTo(Criticality.REQUIRED));
	}

	@Test
	void aShortWindowOrEjectionIsLookedAtMoreOften() {
		this.runner.withPropertyValues("probity.error-rate.window=1s")
			.run((context) -> assertThat(Contexts.check(context, "errorRate").policy().interval()).hasMillis(100));
		this.runner.withPropertyValues("probity.error-rate.ejection-time=5s")
			.run((context) -> assertThat(Contexts.check(context, "errorRate").policy().interval()).hasMillis(500));
	}

	@ParameterizedTest
	@CsvSource({ "window,999ms", "window,601s", "min-requests,0", "threshold,0", "threshold,1.1", "threshold,NaN",
			"ejection-time,0s", "max-ejection-time,29s", "fail-open-after,999ms" })
	void aValueThatCannotBeStopsTheStart(String property, String value) {
		this.runner.withPropertyValues("probity.error-rate." + property + "=" + value)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOfSatisfying(FailureAnalyzedException.class, (ex) -> {
					assertThat(ex).hasMessageStartingWith("The property 'probity.error-rate." + property + "' is ")
						.hasMessageContaining("but it must be ");
					assertThat(ex.analysis().getAction()).startsWith("Set it to ");
				}));
	}

	@Test
	void valuesAtTheirBoundsDoNot() {
		this.runner
			.withPropertyValues("probity.error-rate.window=10m", "probity.error-rate.min-requests=1",
					"probity.error-rate.threshold=1", "probity.error-rate.ejection-time=1s",
					"probity.error-rate.max-ejection-time=1s", "probity.error-rate.fail-open-after=1s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void severalClassifiersStopTheStart() {
		RequestOutcomeClassifier classifier = (request) -> RequestOutcome.SUCCESS;
		this.runner.withBean("one", RequestOutcomeClassifier.class, () -> classifier)
			.withBean("other", RequestOutcomeClassifier.class, () -> classifier)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("one,other"));
	}

	@Test
	void aDependencyThatIsRequiredAndNotWellIsAnExcuseByName() {
		Switch orders = new Switch();
		this.runner.withBean("orders", DependencyCheck.class, orders::dependency)
			.withPropertyValues("probity.checks.orders.interval=20ms", "probity.checks.orders.retry-interval=20ms",
					"probity.checks.orders.failure-threshold=10000")
			.run((context) -> {
				UnwellDependency excuse = excuse(context);
				await().until(() -> excuse.get() == null);
				orders.fail();
				await().until(() -> "orders".equals(excuse.get()));
				assertThat(Contexts.check(context, "orders").state()).as("not confirmed").isEqualTo(CheckState.PASSING);
				orders.pass();
				await().until(() -> excuse.get() == null);
			});
	}

	@Test
	void oneThatHasNeverAnsweredIsOneTooAndOneThatIsOptionalOrAVitalIsNot() {
		this.runner.withBean("silent", DependencyCheck.class, () -> () -> CheckResult.inconclusive("cannot ask"))
			.run((context) -> assertThat(excuse(context).get()).isEqualTo("silent"));
		Switch broken = new Switch();
		broken.fail();
		this.runner.withBean("search", DependencyCheck.class, broken::dependency)
			.withBean("worker", VitalCheck.class, broken::vital)
			.withPropertyValues("probity.checks.search.criticality=optional", "probity.checks.worker.probe=readiness")
			.run((context) -> {
				await().until(() -> Contexts.check(context, "search").state() == CheckState.FAILING
						&& Contexts.check(context, "worker").failures() > 0);
				assertThat(excuse(context).get()).isNull();
			});
	}

	@Test
	void oneThatHasGrownStaleIsOne() {
		this.runner.withBean("orders", DependencyCheck.class, () -> new Switch().dependency()).run((context) -> {
			await().until(() -> Contexts.check(context, "orders").state() == CheckState.PASSING);
			CheckSnapshot orders = Contexts.check(context, "orders");
			long later = orders.knownAt() + orders.policy().maxAge().toNanos() + 1;
			assertThat(new UnwellDependency(context.getBean(CheckMonitor.class), () -> context.getBean(Probes.class),
					() -> later + Duration.ofHours(1).toNanos())
				.get()).isEqualTo("orders");
		});
	}

	/**
	 * It would count its own 503 as an error.
	 */
	@Test
	void healthIsNoRequestOfTheApplicationAlsoWhereItIsItsNeighbour() {
		this.runner.withBean(WebEndpointProperties.class, () -> {
			WebEndpointProperties endpoints = new WebEndpointProperties();
			endpoints.setBasePath("/");
			return endpoints;
		}).run((context) -> assertThat(context.getBean(RequestPaths.class).probes()).contains("/health"));
	}

	private static UnwellDependency excuse(ConfigurableApplicationContext context) {
		return new UnwellDependency(context.getBean(CheckMonitor.class), () -> context.getBean(Probes.class),
				context.getBean(Ticker.class));
	}

}
