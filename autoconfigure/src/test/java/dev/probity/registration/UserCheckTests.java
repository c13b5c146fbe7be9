package dev.probity.registration;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckRegistration;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.TimeoutAction;
import dev.probity.check.VitalCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Variables;
import dev.probity.probe.CheckRegistry;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeStatus;
import dev.probity.settings.FailureAnalyzedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Checks that the application writes itself: as beans, blocking or reactive, with a
 * policy of their own, and while it runs.
 */
class UserCheckTests {

	private static final CheckPolicy OWN = new CheckPolicy(Duration.ofMillis(50), Duration.ofMillis(20),
			Duration.ofMillis(500), 1, 1, 0.2, Duration.ofMinutes(1))
		.onTimeout(TimeoutAction.INTERRUPT)
		.withFirstRunTimeout(Duration.ofSeconds(3));

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	@Test
	void aRegistrationBringsItsOwnPolicy() {
		this.runner
			.withBean("stockRegistration", CheckRegistration.class,
					() -> new CheckRegistration("stock", (DependencyCheck) CheckResult::passed, OWN))
			.run((context) -> {
				assertThat(Contexts.check(context, "stock").policy()).isEqualTo(OWN);
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			});
	}

	@Test
	void thePropertiesPrevailOverARegistration() {
		this.runner
			.withBean(CheckRegistration.class,
					() -> new CheckRegistration("stock", (DependencyCheck) () -> CheckResult.failed("empty"), OWN))
			.withPropertyValues("probity.checks.stock.timeout=700ms", "probity.checks.stock.criticality=optional",
					"probity.checks.stock.interrupt=false")
			.run((context) -> {
				CheckPolicy policy = Contexts.check(context, "stock").policy();
				assertThat(policy.timeout()).isEqualTo(Duration.ofMillis(700));
				assertThat(policy.interval()).isEqualTo(OWN.interval());
				assertThat(policy.timeoutAction()).isEqualTo(TimeoutAction.LEAVE);
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			});
	}

	@Test
	void whereNobodySetsTheTimeOfTheFirstRunItIsThatOfTheRegistrationElseTheDefault() {
		withARegistrationAndABean(Variables.of(), (context) -> {
			context.getBean(CheckRegistry.class)
				.register(new CheckRegistration("later", (DependencyCheck) CheckResult::passed, OWN),
						Criticality.OPTIONAL);
			assertThat(Contexts.check(context, "stock").policy().firstRunTimeout()).hasSeconds(3);
			assertThat(Contexts.check(context, "later").policy().firstRunTimeout()).hasSeconds(3);
			assertThat(Contexts.check(context, "search").policy().firstRunTimeout()).hasSeconds(10);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "PROBITY_STARTUP_FIRST_RUN_TIMEOUT=4s", "PROBITY_STARTUP_FIRSTRUNTIMEOUT=10s" })
	void aTimeOfTheFirstRunThatIsSetPrevailsOverARegistrationEvenIfItIsTheDefault(String variable) {
		Duration said = DurationStyle.detectAndParse(variable.substring(variable.indexOf('=') + 1));
		withARegistrationAndABean(Variables.of(variable), (context) -> {
			assertThat(Contexts.check(context, "stock").policy().firstRunTimeout()).isEqualTo(said);
			assertThat(Contexts.check(context, "search").policy().firstRunTimeout()).isEqualTo(said);
		});
	}

	private void withARegistrationAndABean(Variables variables,
			ContextConsumer<AssertableApplicationContext> consumer) {
		this.runner.withInitializer(variables)
			.withBean(CheckRegistration.class,
					() -> new CheckRegistration("stock", (DependencyCheck) CheckResult::passed, OWN))
			.withBean("search", DependencyCheck.class, () -> CheckResult::passed)
			.run(consumer);
	}

	@Test
	void aMaximumAgeThatARegistrationGivesStaysEvenIfItIsWhatWouldFollow() {
		this.runner.withBean("given", CheckRegistration.class, () -> registration("given", Duration.ofSeconds(17)))
			.withBean("derived", CheckRegistration.class, () -> registration("derived", null))
			.withPropertyValues("probity.checks.given.interval=2s", "probity.checks.derived.interval=2s")
			.run((context) -> {
				assertThat(Contexts.check(context, "given").policy().maxAge()).hasSeconds(17);
				assertThat(Contexts.check(context, "derived").policy().maxAge()).hasSeconds(8);
			});
	}

	private static CheckRegistration registration(String name, @Nullable Duration maxAge) {
		return new CheckRegistration(name, (DependencyCheck) CheckResult::passed,
				CheckPolicy.of(Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(2), 2, 2, 0.1, maxAge));
	}

	@Test
	void whatIsSaidInVainOfACheckThatComesLaterIsRefused() {
		this.runner.withPropertyValues("probity.validate-names=false", "probity.checks.later.heal=evict")
			.run((context) -> {
				CheckRegistry registry = context.getBean(CheckRegistry.class);
				assertThatExceptionOfType(FailureAnalyzedException.class).isThrownBy(
						() -> registry.register("later", (DependencyCheck) CheckResult::passed, Criticality.OPTIONAL))
					.withMessageContaining("'probity.checks.later.heal' has no effect");
				assertThat(context.getBean(CheckMonitor.class).snapshot("later")).isNull();
			});
	}

	@Test
	void twoChecksOfOneNameStopTheStart() {
		this.runner.withBean("stock", DependencyCheck.class, () -> CheckResult::passed)
			.withBean("registration", CheckRegistration.class,
					() -> new CheckRegistration("stock", (DependencyCheck) CheckResult::passed, OWN))
			.withPropertyValues("probity.checks.stock.criticality=optional")
			.run((context) -> assertThat(context.getStartupFailure())
				.hasMessageContaining("A check named 'stock' is registered already"));
	}

	@Test
	void aReactiveCheckIsACheck() {
		AtomicReference<Mono<CheckResult>> answer = new AtomicReference<>(
				Mono.delay(Duration.ofMillis(1)).map((tick) -> CheckResult.passed()));
		this.runner.withBean("stock", ReactiveDependencyCheck.class, () -> () -> answer.get())
			.withPropertyValues("probity.defaults.interval=20ms", "probity.defaults.retry-interval=10ms",
					"probity.defaults.timeout=200ms")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				answer.set(Mono.error(new IllegalStateException("empty")));
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				assertThat(Contexts.check(context, "stock").lastResult().reason()).contains("empty");
				answer.set(Mono.just(CheckResult.passed()));
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				answer.set(Mono.empty());
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				answer.set(Mono.never());
				await().until(() -> String.valueOf(Contexts.check(context, "stock").lastResult().reason())
					.startsWith("timed out"));
			});
	}

	@Test
	void aCheckMayComeAndGoWhileTheApplicationRuns() {
		this.runner.withPropertyValues("probity.checks.tenant-acme.timeout=700ms", "probity.validate-names=false")
			.run((context) -> {
				Contexts.ready(context);
				CheckRegistry registry = context.getBean(CheckRegistry.class);
				registry.register("tenantAcme", (DependencyCheck) () -> CheckResult.failed("gone"),
						Criticality.REQUIRED);
				assertThat(Contexts.check(context, "tenantAcme").policy().timeout()).isEqualTo(Duration.ofMillis(700));
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				await().until(() -> Contexts.check(context, "tenantAcme").state() == CheckState.FAILING);
				assertThat(context.getBean(HealthEndpoint.class).healthForPath("readiness", "tenantAcme").getStatus())
					.hasToString("DOWN");
				assertThat(registry.unregister("tenantAcme")).isTrue();
				assertThat(registry.unregister("tenantAcme")).isFalse();
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
				assertThat(context.getBean(HealthEndpoint.class).healthForPath("tenantAcme")).isNull();
			});
	}

	@Test
	void checksOfManyTenantsMakeOneComposite() {
		this.runner.run((context) -> {
			Contexts.ready(context);
			CheckRegistry registry = context.getBean(CheckRegistry.class);
			registry.register(new CheckRegistration("tenants/acme", (DependencyCheck) CheckResult::passed, OWN),
					Criticality.OPTIONAL);
			registry.register(
					new CheckRegistration("tenants/zeta", (DependencyCheck) () -> CheckResult.failed("gone"), OWN),
					Criticality.OPTIONAL);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
			await().until(() -> Contexts.check(context, "tenants/zeta").state() == CheckState.FAILING);
			AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
			AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(endpoint.health().getStatus()).as("it is said to be optional").hasToString("DEGRADED");
			assertThat(endpoint.healthForPath("tenants", "acme")).isNotNull();
			registry.unregister("tenants/zeta");
			assertThat(endpoint.healthForPath("tenants", "acme")).isNotNull();
			assertThat(endpoint.healthForPath("tenants", "zeta")).isNull();
			registry.unregister("tenants/acme");
			assertThat(endpoint.healthForPath("tenants")).isNull();
		});
	}

	@Test
	void aVitalCheckThatComesLateFeedsLiveness() {
		this.runner.run((context) -> {
			context.getBean(CheckRegistry.class)
				.register(new CheckRegistration("worker", (VitalCheck) () -> CheckResult.failed("stuck"), OWN),
						Criticality.REQUIRED);
			Contexts.awaitStatus(context, "liveness", ProbeStatus.DOWN);
		});
	}

	@Test
	void aNameThatIsTakenOrImpossibleIsRefusedAndNothingIsRegistered() {
		this.runner.withBean("stock", DependencyCheck.class, () -> CheckResult::passed).run((context) -> {
			CheckRegistry registry = context.getBean(CheckRegistry.class);
			for (String name : new String[] { "stock", "stock/part", "lifecycle", "white space", "readiness" }) {
				assertThatExceptionOfType(
						name.contains(" ") ? IllegalArgumentException.class : IllegalStateException.class)
					.as(name)
					.isThrownBy(
							() -> registry.register(name, (DependencyCheck) CheckResult::passed, Criticality.REQUIRED))
					.withMessageContaining(name.split("/")[0]);
			}
			assertThat(context.getBean(CheckMonitor.class).snapshots()).containsOnlyKeys("stock");
			assertThat(registry.unregister("stock")).as("it is not the registry's").isFalse();
			assertThat(context.getBean(HealthEndpoint.class).healthForPath("stock")).isNotNull();
		});
	}

	@Test
	void aRunThatIsInsideIsInterruptedWhenItsCheckIsRemoved() {
		CountDownLatch inside = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		this.runner.run((context) -> {
			CheckRegistry registry = context.getBean(CheckRegistry.class);
			registry.register("tenant", (DependencyCheck) () -> {
				inside.countDown();
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					interrupted.countDown();
				}
				return CheckResult.passed();
			}, Criticality.OPTIONAL);
			await().until(() -> inside.getCount() == 0);
			registry.unregister("tenant");
			await().until(() -> interrupted.getCount() == 0);
		});
	}

}
