package dev.probity.indicator;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.actuate.ProbityHealthAutoConfiguration;
import dev.probity.check.CheckKind;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.FailureAnalyzedException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Indicators that the application has named run in the background, and only what lies
 * inside the process feeds liveness.
 */
@ExtendWith(OutputCaptureExtension.class)
class NamedIndicatorTests {

	private static final String READINESS = "management.endpoint.health.group.readiness.";

	private static final String LIVENESS = "management.endpoint.health.group.liveness.";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProbityAutoConfiguration.class, ProbityHealthAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class, HealthContributorAutoConfiguration.class,
				DiskSpaceHealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
				AvailabilityProbesAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class))
		.withUserConfiguration(Indicators.class);

	@BeforeEach
	void allIsWell() {
		Indicators.legacy.set(Health.up().build());
	}

	@Test
	void anIncludedIndicatorIsACheckThatIsRequired() {
		this.runner.withPropertyValues(READINESS + "include=readinessState,legacy,ping").run((context) -> {
			ready(context);
			assertThat(snapshot(context, "legacy").kind()).isEqualTo(CheckKind.DEPENDENCY);
			awaitReadiness(context, ProbeStatus.UP);
			Indicators.legacy.set(Health.down().withDetail("error", "refused").build());
			assertThat(context.getBean(Probes.class).verdict(context.getBean(Probes.class).probe("readiness")).status())
				.as("not asked on the caller's thread")
				.isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void anIncludedIndicatorThatIsDownMakesProbeAndGroupDown() {
		Indicators.legacy.set(Health.down().withDetail("error", "refused").build());
		this.runner.withPropertyValues(READINESS + "include=readinessState,legacy").run((context) -> {
			ready(context);
			awaitReadiness(context, ProbeStatus.DOWN);
			assertThat(context.getBean(HealthEndpoint.class).healthForPath("readiness").getStatus())
				.isEqualTo(Status.DOWN);
			assertThat(snapshot(context, "legacy").lastResult().reason()).isEqualTo("refused");
		});
	}

	@Test
	void anIncludedIndicatorKeepsTheCriticalityThatIsSaidOfIt() {
		Indicators.legacy.set(Health.outOfService().build());
		this.runner
			.withPropertyValues(READINESS + "include=readinessState,legacy",
					"probity.checks.legacy.criticality=optional")
			.run((context) -> {
				ready(context);
				awaitReadiness(context, ProbeStatus.DEGRADED);
			});
	}

	@Test
	void anIndicatorNamedUnderChecksRunsInTheBackgroundAndGently() {
		this.runner.withPropertyValues("probity.checks.reactive-legacy.criticality=required").run((context) -> {
			CheckSnapshot snapshot = snapshot(context, "reactiveLegacy");
			assertThat(snapshot.policy().interval()).isEqualTo(Duration.ofSeconds(30));
			assertThat(snapshot.policy().retryInterval()).isEqualTo(Duration.ofSeconds(30));
			assertThat(snapshot.policy().timeout()).isEqualTo(Duration.ofSeconds(10));
			ready(context);
			awaitReadiness(context, ProbeStatus.UP);
		});
	}

	@Test
	void anIncludedLocalIndicatorFeedsLiveness() {
		this.runner.withPropertyValues(LIVENESS + "include=livenessState,diskSpace,ping").run((context) -> {
			assertThat(snapshot(context, "diskSpace").kind()).isEqualTo(CheckKind.VITAL);
			await().until(() -> snapshot(context, "diskSpace").state() == CheckState.PASSING);
		});
	}

	@Test
	void anIncludedCustomIndicatorFeedsLivenessWithAWarning(CapturedOutput output) {
		this.runner.withPropertyValues(LIVENESS + "include=legacy").run((context) -> {
			assertThat(snapshot(context, "legacy").kind()).isEqualTo(CheckKind.VITAL);
			assertThat(output).contains("The liveness group includes 'legacy'");
		});
	}

	@Test
	void aDependencyInTheLivenessGroupStopsTheStart() {
		this.runner.withPropertyValues(LIVENESS + "include=livenessState,backend")
			.withBean("backend", DependencyCheck.class, () -> CheckResult::passed)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.asInstanceOf(InstanceOfAssertFactories.throwable(FailureAnalyzedException.class))
				.satisfies((failure) -> {
					assertThat(failure.analysis().getDescription()).contains("backend", LIVENESS + "include");
					assertThat(failure.analysis().getAction()).contains("probity.liveness.guard");
				}));
	}

	@Test
	void anExternalIndicatorInTheLivenessGroupStopsTheStart() {
		this.runner.withPropertyValues(LIVENESS + "include=*")
			.withBean("mongoHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasMessageContaining("mongo")
				.isInstanceOf(FailureAnalyzedException.class));
	}

	@Test
	void withTheGuardAtWarnADependencyDoesNotFeedLivenessAndIsWarnedAbout(CapturedOutput output) {
		this.runner
			.withPropertyValues(LIVENESS + "include=livenessState,mongo", "probity.liveness.guard=warn",
					"probity.checks.mongo.criticality=required")
			.withBean("mongoHealthIndicator", HealthIndicator.class, () -> () -> Health.down().build())
			.run((context) -> {
				await().until(() -> snapshot(context, "mongo").state() == CheckState.FAILING);
				Probes probes = context.getBean(Probes.class);
				assertThat(probes.verdict(probes.probe("liveness")).status()).isEqualTo(ProbeStatus.UP);
				assertThat(context.getBean(HealthEndpoint.class).healthForPath("liveness").getStatus())
					.isEqualTo(Status.UP);
				assertThat(output).contains("The liveness group includes mongo");
			});
	}

	@Test
	void withTheGuardOffNothingIsSaid(CapturedOutput output) {
		this.runner.withPropertyValues(LIVENESS + "include=livenessState,legacy", "probity.liveness.guard=off")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("liveness group");
			});
	}

	@Test
	void membersOfAStartupGroupAreIgnoredWithAWarning(CapturedOutput output) {
		this.runner.withPropertyValues("management.endpoint.health.group.startup.include=legacy").run((context) -> {
			Indicators.legacy.set(Health.down().build());
			ready(context);
			Probes probes = context.getBean(Probes.class);
			assertThat(probes.verdict(probes.probe("startup")).status()).isEqualTo(ProbeStatus.UP);
			assertThat(context.getBean(HealthEndpoint.class).healthForPath("startup").getStatus()).isEqualTo(Status.UP);
			assertThat(output).containsOnlyOnce("management.endpoint.health.group.startup.include");
		});
	}

	private static CheckSnapshot snapshot(AssertableApplicationContext context, String check) {
		CheckSnapshot snapshot = context.getBean(CheckMonitor.class).snapshot(check);
		assertThat(snapshot).as(check).isNotNull();
		return snapshot;
	}

	private static void ready(AssertableApplicationContext context) {
		context.publishEvent(new ApplicationReadyEvent(new SpringApplication(Indicators.class), new String[0],
				context.getSourceApplicationContext(), Duration.ZERO));
	}

	private static void awaitReadiness(AssertableApplicationContext context, ProbeStatus status) {
		Probes probes = context.getBean(Probes.class);
		await().untilAsserted(() -> assertThat(probes.verdict(probes.probe("readiness")).status()).isEqualTo(status));
	}

	@Configuration(proxyBeanMethods = false)
	static class Indicators {

		static final AtomicReference<Health> legacy = new AtomicReference<>();

		@Bean
		HealthIndicator legacyHealthIndicator() {
			return legacy::get;
		}

		@Bean
		ReactiveHealthIndicator reactiveLegacyHealthIndicator() {
			return () -> Mono.just(Health.up().build());
		}

	}

}
