package dev.probity.indicator;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.probe.ProbeStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.application.LivenessStateHealthIndicator;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What shows the availability of the application in place of Spring Boot's own says
 * something that nobody publishes, so it is a check that the probe requires.
 */
class OwnAvailabilityTests {

	private static final AtomicReference<Health> answer = new AtomicReference<>();

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("probity.defaults.interval=40ms", "probity.defaults.retry-interval=10ms");

	@BeforeEach
	void allIsWell() {
		answer.set(Health.up().build());
	}

	@ParameterizedTest
	@ValueSource(strings = { "readiness", "liveness" })
	void anIndicatorOfTheApplicationsOwnCounts(String probe) {
		this.runner.withBean(probe + "StateHealthIndicator", HealthIndicator.class, () -> answer::get)
			.run((context) -> follows(context, probe));
	}

	@ParameterizedTest
	@ValueSource(strings = { "readiness", "liveness" })
	void aReactiveOneDoesToo(String probe) {
		this.runner
			.withBean(probe + "StateHealthIndicator", ReactiveHealthIndicator.class,
					() -> () -> Mono.fromSupplier(answer::get))
			.run((context) -> follows(context, probe));
	}

	@ParameterizedTest
	@ValueSource(strings = { "probity.adopt.enabled=false", "probity.adopt.exclude=readinessState",
			"management.endpoint.health.group.readiness.include=readinessState",
			"management.endpoint.health.group.readiness.show-details=always" })
	void whateverElseIsAdopted(String property) {
		this.runner.withPropertyValues(property)
			.withBean("readinessStateHealthIndicator", HealthIndicator.class, () -> answer::get)
			.run((context) -> follows(context, "readiness"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoint.health.group.readiness.exclude=readinessState",
			"management.endpoint.health.group.readiness.include=ping",
			"probity.checks.readinessState.criticality=observed" })
	void unlessItIsTakenOut(String property) {
		answer.set(Health.down().build());
		this.runner.withPropertyValues(property)
			.withBean("readinessStateHealthIndicator", HealthIndicator.class, () -> answer::get)
			.run((context) -> {
				becomesReady(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			});
	}

	@Test
	void aSubclassOfSpringBootsCounts() {
		this.runner.withUserConfiguration(Subclasses.class).run((context) -> {
			becomesReady(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			Contexts.awaitStatus(context, "liveness", ProbeStatus.UP);
			answer.set(Health.down().build());
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			Contexts.awaitStatus(context, "liveness", ProbeStatus.DOWN);
		});
	}

	@Test
	void whatItSaysBeforeTheApplicationIsReadyIsNothingThatHasFailed() {
		this.runner.withUserConfiguration(Subclasses.class).run((context) -> {
			await().until(() -> Contexts.check(context, "livenessState").lastRun() != null
					&& Contexts.check(context, "readinessState").lastRun() != null);
			assertThat(Contexts.check(context, "livenessState").failures()).isZero();
			assertThat(Contexts.check(context, "readinessState").failures()).isZero();
			assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void whatSpringBootsOwnAskCounts() {
		this.runner.withUserConfiguration(OwnStates.class).run((context) -> {
			becomesReady(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			answer.set(Health.down().build());
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			Contexts.awaitStatus(context, "liveness", ProbeStatus.DOWN);
		});
	}

	@Test
	void aPingOfTheApplicationsOwnCountsWhereItIsIncluded() {
		answer.set(Health.down().build());
		this.runner
			.withPropertyValues("management.health.ping.enabled=false",
					"management.endpoint.health.group.readiness.include=ping")
			.withBean("pingHealthIndicator", HealthIndicator.class, () -> answer::get)
			.run((context) -> {
				becomesReady(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			});
	}

	@Test
	void springBootsOwnAreNoChecks() {
		this.runner.run((context) -> assertThat(context.getBean(CheckMonitor.class).snapshots())
			.doesNotContainKeys("readinessState", "livenessState", "ping"));
	}

	@Test
	void aContextThatIsMadeLaterKeepsNobodyFromAsking() {
		AtomicBoolean ready = new AtomicBoolean();
		AvailabilityIndicators indicators = AvailabilityIndicators.in(new StaticListableBeanFactory(), ready::get);
		assertThat(indicators.ready().getAsBoolean()).isFalse();
		ready.set(true);
		assertThat(indicators.ready().getAsBoolean()).isTrue();
		ready.set(false);
		assertThat(indicators.ready().getAsBoolean()).isTrue();
	}

	private static void follows(ConfigurableApplicationContext context, String probe) {
		becomesReady(context);
		Contexts.awaitStatus(context, probe, ProbeStatus.UP);
		answer.set(Health.down().build());
		Contexts.awaitStatus(context, probe, ProbeStatus.DOWN);
		assertThat(context.getBean(HealthEndpoint.class).healthForPath(probe).getStatus()).isEqualTo(Status.DOWN);
		answer.set(Health.up().build());
		Contexts.awaitStatus(context, probe, ProbeStatus.UP);
	}

	private static void becomesReady(ConfigurableApplicationContext context) {
		AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
		Contexts.ready(context);
		AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
	}

	private static boolean isUp() {
		return answer.get().getStatus().equals(Status.UP);
	}

	@Configuration(proxyBeanMethods = false)
	static class Subclasses {

		@Bean
		ReadinessStateHealthIndicator readinessStateHealthIndicator(ApplicationAvailability availability) {
			return new ReadinessStateHealthIndicator(availability) {

				@Override
				protected AvailabilityState getState(ApplicationAvailability availability) {
					return isUp() ? super.getState(availability) : ReadinessState.REFUSING_TRAFFIC;
				}

			};
		}

		@Bean
		LivenessStateHealthIndicator livenessStateHealthIndicator(ApplicationAvailability availability) {
			return new LivenessStateHealthIndicator(availability) {

				@Override
				protected AvailabilityState getState(ApplicationAvailability availability) {
					return isUp() ? super.getState(availability) : LivenessState.BROKEN;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnStates {

		@Bean
		ApplicationAvailability applicationAvailability() {
			return new ApplicationAvailabilityBean() {

				@Override
				public ReadinessState getReadinessState() {
					return isUp() ? super.getReadinessState() : ReadinessState.REFUSING_TRAFFIC;
				}

				@Override
				public LivenessState getLivenessState() {
					return isUp() ? super.getLivenessState() : LivenessState.BROKEN;
				}

			};
		}

	}

}
