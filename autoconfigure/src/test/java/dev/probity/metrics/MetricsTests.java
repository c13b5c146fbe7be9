package dev.probity.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.probity.check.CheckChange;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.DependencyCheck;
import dev.probity.check.Diagnosis;
import dev.probity.check.Diagnosis.Finding;
import dev.probity.check.StateTransitionListener;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.CheckRegistry;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.search.MeterNotFoundException;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Checks and probes as Micrometer sees them.
 */
@Timeout(60)
class MetricsTests {

	private static final String[] STATES = { "unknown", "passing", "failing", "stale" };

	private final AtomicReference<DependencyCheck> orders = new AtomicReference<>(CheckResult::passed);

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
				CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
		.withBean("orders", DependencyCheck.class, () -> () -> this.orders.get().check())
		.withPropertyValues("probity.defaults.interval=20ms", "probity.defaults.retry-interval=10ms",
				"probity.defaults.failure-threshold=1", "probity.defaults.success-threshold=1");

	@Test
	void exactlyOneStateIsOne() {
		this.runner.withPropertyValues("probity.defaults.timeout=500ms", "probity.defaults.max-age=1s")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				eventually().untilAsserted(() -> assertThat(states(registry, "orders")).containsExactly(0, 1, 0, 0));
				this.orders.set(() -> CheckResult.failed("on purpose"));
				eventually().untilAsserted(() -> assertThat(states(registry, "orders")).containsExactly(0, 0, 1, 0));
				this.orders.set(CheckResult::passed);
				eventually().untilAsserted(() -> assertThat(states(registry, "orders")).containsExactly(0, 1, 0, 0));
				context.getBean(Engine.class).scheduler().pause();
				eventually().untilAsserted(() -> assertThat(states(registry, "orders")).containsExactly(0, 0, 0, 1));
				assertThat(meter(registry, "probity.check.age", "check", "orders").timeGauge().value())
					.isGreaterThan(1);
			});
	}

	@Test
	void aCheckWithoutAResultIsUnknown() {
		CountDownLatch answer = new CountDownLatch(1);
		this.orders.set(() -> {
			answer.await();
			return CheckResult.passed();
		});
		this.runner.withPropertyValues("probity.defaults.timeout=30s").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			eventually().untilAsserted(() -> assertThat(states(registry, "orders")).containsExactly(1, 0, 0, 0));
			assertThat(meter(registry, "probity.check.streak", "check", "orders").gauge().value()).isZero();
			answer.countDown();
			eventually().untilAsserted(() -> assertThat(states(registry, "orders")).containsExactly(0, 1, 0, 0));
		});
	}

	@Test
	void whatIsFoundAboutAClientIsOneFromTheFirstFindingOn() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			CheckMonitor monitor = context.getBean(CheckMonitor.class);
			eventually().until(() -> monitor.isPassing("orders"));
			assertThat(registry.find("probity.check.finding").gauges()).isEmpty();
			monitor.diagnose("orders", new Diagnosis(Finding.BORROWED_TIME, "rotated", Instant.EPOCH), Instant.EPOCH);
			eventually().untilAsserted(() -> assertThat(finding(registry, "borrowed_time")).isEqualTo(1));
			assertThat(finding(registry, "client_fault")).isZero();
			monitor.diagnose("orders", null, Instant.EPOCH);
			assertThat(finding(registry, "borrowed_time")).isZero();
		});
	}

	private static double finding(MeterRegistry registry, String finding) {
		return meter(registry, "probity.check.finding", "check", "orders", "finding", finding).gauge().value();
	}

	@Test
	void theStreakIsPositiveOfSuccessesAndNegativeOfFailures() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			eventually().until(() -> meter(registry, "probity.check.streak", "check", "orders").gauge().value() > 3);
			this.orders.set(() -> CheckResult.failed("on purpose"));
			eventually().until(() -> meter(registry, "probity.check.streak", "check", "orders").gauge().value() < -3);
		});
	}

	@Test
	void runsAreTimedByOutcome() {
		this.runner.withPropertyValues("probity.defaults.timeout=100ms").run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			awaitRuns(registry, "passed");
			this.orders.set(() -> CheckResult.failed("on purpose"));
			awaitRuns(registry, "failed");
			this.orders.set(() -> CheckResult.inconclusive("saturated"));
			awaitRuns(registry, "inconclusive");
			this.orders.set(() -> {
				new CountDownLatch(1).await();
				return CheckResult.passed();
			});
			awaitRuns(registry, "timed_out");
			assertThat(meter(registry, "probity.check.duration", "check", "orders", "outcome", "timed_out").timer()
				.mean(TimeUnit.MILLISECONDS)).isGreaterThanOrEqualTo(100);
			assertThat(registry.find("probity.check.timeouts").tag("check", "orders").counter().count())
				.isGreaterThanOrEqualTo(1);
		});
	}

	@Test
	void aRunThatStaysInsideIsOneTimeoutAndThenSkippedRunsAndSoIsTheOneBesideIt() {
		CountDownLatch release = new CountDownLatch(1);
		this.orders.set(() -> {
			uninterruptibly(release);
			return CheckResult.passed();
		});
		this.runner.withPropertyValues("probity.defaults.timeout=50ms", "probity.startup.first-run-timeout=50ms")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				eventually()
					.until(() -> meter(registry, "probity.check.skipped", "check", "orders").counter().count() >= 5);
				assertThat(meter(registry, "probity.check.timeouts", "check", "orders").counter().count()).isEqualTo(2);
				assertThat(meter(registry, "probity.check.duration", "check", "orders", "outcome", "timed_out").timer()
					.count()).isEqualTo(2);
				release.countDown();
			});
	}

	@Test
	void transitionsAreCountedByTheNewState() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			awaitTransitions(registry, "passing", 1);
			assertThat(transitions(registry, "failing")).isZero();
			this.orders.set(() -> CheckResult.failed("on purpose"));
			awaitTransitions(registry, "failing", 1);
			this.orders.set(CheckResult::passed);
			awaitTransitions(registry, "passing", 2);
			assertThat(transitions(registry, "failing")).isEqualTo(1);
		});
	}

	@Test
	void theCriticalityIsWhatTheCheckMeansToTheInstance() {
		this.runner.withBean("search", DependencyCheck.class, () -> CheckResult::passed)
			.withBean("mailHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.withPropertyValues("probity.checks.search.criticality=optional")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				eventually().untilAsserted(() -> {
					assertThat(criticality(registry, "orders")).isEqualTo("required");
					assertThat(criticality(registry, "search")).isEqualTo("optional");
					assertThat(criticality(registry, "mail")).isEqualTo("observed");
				});
			});
	}

	@Test
	void metersComeAndGoWithTheirCheck() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			CheckRegistry checks = context.getBean(CheckRegistry.class);
			checks.register("tenant", (DependencyCheck) CheckResult::passed, Criticality.OBSERVED);
			eventually()
				.untilAsserted(() -> assertThat(registry.find("probity.check.duration").tag("check", "tenant").timer())
					.isNotNull());
			checks.unregister("tenant");
			eventually().untilAsserted(() -> assertThat(registry.getMeters()).extracting(Meter::getId)
				.noneMatch((id) -> "tenant".equals(id.getTag("check"))));
			assertThat(registry.find("probity.check.state").tag("check", "orders").gauges()).hasSize(STATES.length);
		});
	}

	@Test
	void theMetersOfTheLastCheckGoAlthoughNoResultComesAfterIt() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			eventually().until(() -> registry.find("probity.check.state").gauge() != null);
			context.getBean(Engine.class).scheduler().unregister("orders");
			eventually()
				.untilAsserted(() -> assertThat(registry.getMeters()).extracting((meter) -> meter.getId().getName())
					.noneMatch((name) -> name.startsWith("probity.check.")));
		});
	}

	@Test
	void aMeterThatAFilterHasMadeOfSeveralStaysAsLongAsOneOfTheirChecks() {
		this.runner.withBean(MeterFilter.class, () -> MeterFilter.ignoreTags("check")).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			CheckRegistry checks = context.getBean(CheckRegistry.class);
			eventually().until(() -> allTransitions(registry, "passing") == 1);
			checks.register("tenant", (DependencyCheck) () -> CheckResult.failed("on purpose"), Criticality.OPTIONAL);
			eventually().until(() -> allTransitions(registry, "failing") == 1);
			context.getBean(Engine.class).scheduler().unregister("orders");
			eventually()
				.untilAsserted(() -> assertThat(registry.get("probity.check.streak").gauge().value()).isNegative());
			assertThat(allTransitions(registry, "passing")).isEqualTo(1);
			checks.unregister("tenant");
			eventually()
				.untilAsserted(() -> assertThat(registry.getMeters()).extracting((meter) -> meter.getId().getName())
					.noneMatch((name) -> name.startsWith("probity.check.")));
		});
	}

	private static double allTransitions(MeterRegistry registry, String to) {
		return registry.get("probity.check.transitions").tag("to", to).counter().count();
	}

	@Test
	void aCheckThatIsRegisteredAnewHasMetersByWhatItMeansNow() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			CheckRegistry checks = context.getBean(CheckRegistry.class);
			checks.register("later", (DependencyCheck) CheckResult::passed, Criticality.OPTIONAL);
			eventually().untilAsserted(() -> assertThat(states(registry, "later")).containsExactly(0, 1, 0, 0));
			checks.unregister("later");
			checks.register("later", (DependencyCheck) CheckResult::passed, Criticality.REQUIRED);
			eventually()
				.untilAsserted(() -> assertThat(registry.get("probity.check.state").tag("check", "later").meters())
					.hasSize(STATES.length)
					.allMatch((meter) -> "required".equals(meter.getId().getTag("criticality"))));
		});
	}

	@Test
	void whatListenersMissWhileOneBlocksIsCounted() {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		StateTransitionListener blocking = (transition) -> {
			blocked.countDown();
			uninterruptibly(released);
		};
		this.runner.withBean(StateTransitionListener.class, () -> blocking)
			.withPropertyValues("probity.defaults.interval=1h", "probity.defaults.max-age=3h")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				CheckSnapshot orders = Contexts.check(context, "orders");
				blocked.await();
				try {
					assertThat(dropped(registry, "result")).isZero();
					for (int i = 0; i < 8192 + 7; i++) {
						context.getBean(Engine.class).listeners().onResult(new CheckChange(orders, orders));
					}
					assertThat(dropped(registry, "result")).isEqualTo(7);
					assertThat(dropped(registry, "transition")).isZero();
					assertThat(dropped(registry, "finding")).isZero();
				}
				finally {
					released.countDown();
				}
			});
	}

	private static double dropped(MeterRegistry registry, String kind) {
		return registry.get("probity.listener.dropped").tag("kind", kind).functionCounter().count();
	}

	@Test
	void theVerdictIsOneForTheStatusOfNowAndLookingTellsNobody() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(verdict(registry, "readiness", "out_of_service")).isEqualTo(1);
			Contexts.ready(context);
			eventually().until(() -> verdict(registry, "readiness", "up") == 1);
			assertThat(verdict(registry, "readiness", "out_of_service")).isZero();
			this.orders.set(() -> CheckResult.failed("on purpose"));
			eventually().until(() -> verdict(registry, "readiness", "down") == 1);
			context.getBean(ReadinessControl.class).notReady("on purpose", Duration.ofHours(1));
			assertThat(verdict(registry, "readiness", "out_of_service")).isEqualTo(1);
			assertThat(verdict(registry, "liveness", "up")).isEqualTo(1);
			assertThat(verdict(registry, "startup", "up")).isEqualTo(1);
			assertThat(context.getBean(Probes.class).hasSaidReady()).isFalse();
		});
	}

	@Test
	void whoDecidesOnReadinessIsOneAndEachOverrideIsCounted() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			ReadinessControl control = context.getBean(ReadinessControl.class);
			assertThat(modes(registry)).containsExactly(1, 0, 0);
			control.notReady("on purpose", Duration.ofSeconds(2));
			control.ready("on purpose", Duration.ofHours(1));
			assertThat(modes(registry)).containsExactly(0, 1, 0);
			control.notReady("on purpose", Duration.ofSeconds(2));
			assertThat(modes(registry)).containsExactly(0, 0, 1);
			eventually().untilAsserted(() -> assertThat(modes(registry)).as("expired").containsExactly(1, 0, 0));
			assertThat(overrides(registry, "not_ready")).isEqualTo(2);
			assertThat(overrides(registry, "ready")).isEqualTo(1);
		});
	}

	private static double[] modes(MeterRegistry registry) {
		return Stream.of("auto", "ready", "not_ready")
			.mapToDouble((mode) -> meter(registry, "probity.readiness.mode", "mode", mode).gauge().value())
			.toArray();
	}

	private static double overrides(MeterRegistry registry, String mode) {
		return meter(registry, "probity.readiness.overrides", "mode", mode).counter().count();
	}

	@Test
	void severalRegistriesHaveTheSameMeters() {
		this.runner.withBean("one", SimpleMeterRegistry.class)
			.withBean("other", SimpleMeterRegistry.class)
			.run((context) -> {
				assertThat(context.getBean(MeterRegistry.class)).isInstanceOf(CompositeMeterRegistry.class);
				eventually().untilAsserted(() -> {
					for (String name : new String[] { "one", "other" }) {
						MeterRegistry registry = context.getBean(name, MeterRegistry.class);
						assertThat(states(registry, "orders")).containsExactly(0, 1, 0, 0);
						assertThat(transitions(registry, "passing")).isEqualTo(1);
					}
				});
			});
	}

	@Test
	void aRegistryMayBeLazy() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				eventually().untilAsserted(() -> assertThat(states(registry, "orders")).containsExactly(0, 1, 0, 0));
			});
	}

	@Test
	void aRegistryMayBeCustomizedByWhoNeedsTheHealthOfTheApplication() {
		this.runner.withUserConfiguration(HealthAsMetric.class).run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.find("health").gauge()).isNotNull();
			eventually().untilAsserted(() -> assertThat(states(registry, "orders")).containsExactly(0, 1, 0, 0));
		});
	}

	@Test
	void withoutARegistryThereAreNoMetrics() {
		Contexts.withoutWeb()
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ProbityMetrics.class));
	}

	@Test
	void withoutMicrometerThereAreNoMetrics() {
		Contexts.withoutWeb()
			.withClassLoader(new FilteredClassLoader("io.micrometer.core."))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Probes.class)
				.doesNotHaveBean("probityMetrics"));
	}

	/**
	 * Meters may come late.
	 */
	private static ConditionFactory eventually() {
		return await().ignoreException(MeterNotFoundException.class);
	}

	private static void awaitRuns(MeterRegistry registry, String outcome) {
		eventually().untilAsserted(() -> assertThat(
				meter(registry, "probity.check.duration", "check", "orders", "outcome", outcome).timer().count())
			.isPositive());
	}

	private static void awaitTransitions(MeterRegistry registry, String to, int count) {
		eventually().untilAsserted(() -> assertThat(transitions(registry, to)).isEqualTo(count, within(0.0)));
	}

	private static double transitions(MeterRegistry registry, String to) {
		return meter(registry, "probity.check.transitions", "check", "orders", "to", to).counter().count();
	}

	private static double[] states(MeterRegistry registry, String check) {
		return Arrays.stream(STATES)
			.mapToDouble(
					(state) -> meter(registry, "probity.check.state", "check", check, "state", state).gauge().value())
			.toArray();
	}

	private static String criticality(MeterRegistry registry, String check) {
		return meter(registry, "probity.check.state", "check", check).gauge().getId().getTag("criticality");
	}

	private static double verdict(MeterRegistry registry, String probe, String status) {
		return meter(registry, "probity.probe.verdict", "probe", probe, "status", status).gauge().value();
	}

	private static RequiredSearch meter(MeterRegistry registry, String name, String... tags) {
		return registry.get(name).tags(tags);
	}

	private static void uninterruptibly(CountDownLatch latch) {
		while (true) {
			try {
				latch.await();
				return;
			}
			catch (InterruptedException ex) {
				// a check that does not care
			}
		}
	}

	/**
	 * As in Spring Boot's how-to.
	 */
	@Configuration(proxyBeanMethods = false)
	static class HealthAsMetric {

		@Bean
		MeterRegistryCustomizer<MeterRegistry> healthRegistryCustomizer(HealthEndpoint health) {
			return (registry) -> registry.gauge("health", health,
					(endpoint) -> endpoint.health().getStatus().getCode().length());
		}

	}

}
