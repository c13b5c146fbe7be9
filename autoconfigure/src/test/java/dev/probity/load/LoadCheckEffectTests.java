package dev.probity.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.probity.actuate.ProbityDescriptor.CheckDescriptor;
import dev.probity.actuate.ProbityDescriptor.ProbeDescriptor;
import dev.probity.actuate.ProbityEndpoint;
import dev.probity.change.VerdictMonitor;
import dev.probity.check.CheckKind;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.LoadCheck;
import dev.probity.check.VitalCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.probe.ShadowVerdict;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.settings.FailureAnalyzedException;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What keeps checks of load from doing harm, and how a check is introduced that does not
 * act yet.
 */
@ExtendWith(OutputCaptureExtension.class)
class LoadCheckEffectTests {

	private static final AutoConfigurations METRICS = AutoConfigurations.of(MetricsAutoConfiguration.class,
			CompositeMeterRegistryAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class);

	private final Switch check = new Switch();

	@Nested
	class FailOpen {

		private final ApplicationContextRunner runner = Contexts.withoutWeb()
			.withBean("queue", LoadCheck.class, LoadCheckEffectTests.this.check::load)
			.withPropertyValues("probity.defaults.interval=20ms", "probity.defaults.retry-interval=20ms");

		@Test
		void anOwnCheckOfLoadOnlyDegradesUnlessItIsRequired() {
			this.runner.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				LoadCheckEffectTests.this.check.fail();
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
				assertThat(Contexts.check(context, "queue").kind()).isEqualTo(CheckKind.LOAD);
				assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
			});
		}

		@Test
		void requiredItTakesReadinessAwayForTheTimeThatItMay(CapturedOutput output) {
			this.runner
				.withPropertyValues("probity.checks.queue.criticality=required", "probity.load.fail-open-after=1s",
						"probity.load.stagger=0s")
				.run((context) -> {
					Contexts.ready(context);
					Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
					LoadCheckEffectTests.this.check.fail();
					Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
					Contexts.awaitStatus(context, "readiness", ProbeStatus.DEGRADED);
					assertThat(context.getBean(Probes.class).evaluate(probe(context)).reasons())
						.containsExactly(new VerdictReason(Cause.FAILED_OPEN, "queue", Criticality.REQUIRED));
					assertThat(Duration.ofNanos(System.nanoTime() - Contexts.check(context, "queue").sinceTick()))
						.isGreaterThanOrEqualTo(Duration.ofSeconds(1));
					await().until(() -> output.getOut()
						.contains(", ignored: its not-ready budget (fail-open-after) is used up"));
				});
		}

		@Test
		void neitherLivenessNorTheStartIsEverOnesOfLoad() {
			this.runner.withPropertyValues("probity.checks.queue.probe=liveness")
				.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
					.isInstanceOf(FailureAnalyzedException.class)
					.hasMessageContaining("'probity.checks.queue.probe' is 'liveness', but 'queue' checks load"));
		}

		@ParameterizedTest
		@ValueSource(strings = { "probity.load.fail-open-after", "probity.load.sustained-for",
				"probity.error-rate.fail-open-after" })
		void noTimeCanBeTooShortToMeanAnything(String property) {
			this.runner.withPropertyValues(property + "=999ms")
				.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
					.isInstanceOf(FailureAnalyzedException.class)
					.hasMessageContaining("'%s' is 999ms".formatted(property)));
		}

	}

	@Nested
	class Shadow {

		private final WebApplicationContextRunner runner = Contexts.withMvc()
			.withBean("orders", DependencyCheck.class, LoadCheckEffectTests.this.check::dependency)
			.withBean("search", DependencyCheck.class, () -> new Switch().dependency())
			.withConfiguration(METRICS)
			.withPropertyValues("probity.defaults.interval=20ms", "probity.defaults.retry-interval=20ms",
					"management.endpoints.web.exposure.include=health,probity",
					"management.endpoint.health.show-components=always", "probity.checks.orders.shadow=true",
					"probity.features.buying.checks=orders,search");

		@Test
		void itFailsAndNothingElseDoes() {
			LoadCheckEffectTests.this.check.fail();
			this.runner.run((context) -> {
				Contexts.ready(context);
				await().until(() -> Contexts.check(context, "orders").state() == CheckState.FAILING);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				assertThat(Contexts.status(context, "buying")).isEqualTo(ProbeStatus.UP);
				CompositeHealthDescriptor group = (CompositeHealthDescriptor) context.getBean(HealthEndpoint.class)
					.healthForPath("readiness");
				assertThat(Objects.requireNonNull(group).getComponents()).containsKey("search")
					.doesNotContainKey("orders");
				AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
				AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
				assertThat(context.getBean(HealthEndpoint.class).health().getStatus().getCode()).isEqualTo("DEGRADED");
			});
		}

		@Test
		void whatItWouldDoIsShownLoggedAndCounted(CapturedOutput output) {
			this.runner.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				LoadCheckEffectTests.this.check.fail();
				await().until(() -> shadow(context, "readiness").notReady().toMillis() > 50);
				assertThat(described(context).shadow()).returns(ProbeStatus.DOWN, (shadow) -> shadow.status())
					.satisfies((shadow) -> assertThat(shadow.reasons())
						.extracting((reason) -> reason.cause() + " " + reason.subject())
						.containsExactly("FAILING orders"));
				CheckDescriptor orders = context.getBean(ProbityEndpoint.class).probity().checks().get("orders");
				assertThat(orders)
					.returns(Map.of("readiness", Criticality.OBSERVED, "buying", Criticality.OBSERVED),
							CheckDescriptor::criticality)
					.returns(Map.of("readiness", Criticality.REQUIRED, "buying", Criticality.REQUIRED),
							CheckDescriptor::shadow);
				LoadCheckEffectTests.this.check.pass();
				await().until(() -> shadow(context, "readiness").verdict().status() == ProbeStatus.UP);
				assertThat(context.getBean(MeterRegistry.class)
					.get("probity.shadow.not.ready")
					.tag("probe", "readiness")
					.functionCounter()
					.count()).isPositive();
				assertThat(output).contains(
						"Shadow: probe 'readiness' would be DOWN, and say: Not ready: orders (required) failed 2 times")
					.containsPattern("Shadow: probe 'readiness' would have been DOWN for \\S+");
			});
		}

		@Test
		void theInstanceComesUpWithoutIt() {
			LoadCheckEffectTests.this.check.silence();
			this.runner.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
				assertThat(Contexts.check(context, "orders").state()).isEqualTo(CheckState.UNKNOWN);
			});
		}

		@Test
		void aGroupOfTheApplicationsOwnDoesNotMakeItAct() {
			LoadCheckEffectTests.this.check.fail();
			this.runner
				.withPropertyValues("management.endpoint.health.group.readiness.include=orders,search",
						"probity.checks.orders.criticality=required")
				.run((context) -> {
					Contexts.ready(context);
					await().until(() -> Contexts.check(context, "orders").state() == CheckState.FAILING);
					Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				});
		}

		@Test
		void aVitalOfLivenessRestartsNothingAsAShadow() {
			Contexts.withoutWeb()
				.withBean("worker", VitalCheck.class, LoadCheckEffectTests.this.check::vital)
				.withPropertyValues("probity.checks.worker.shadow=true", "probity.defaults.interval=20ms",
						"probity.defaults.retry-interval=20ms")
				.run((context) -> {
					Contexts.ready(context);
					Contexts.awaitStatus(context, "liveness", ProbeStatus.UP);
					LoadCheckEffectTests.this.check.fail();
					await().until(() -> shadow(context, "liveness").verdict().status() == ProbeStatus.DOWN);
					assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
				});
		}

		@Test
		void withoutOneNothingIsSaidOfShadows() {
			Contexts.withMvc()
				.withBean("orders", DependencyCheck.class, LoadCheckEffectTests.this.check::dependency)
				.withConfiguration(METRICS)
				.withPropertyValues("management.endpoints.web.exposure.include=probity")
				.run((context) -> {
					assertThat(described(context).shadow()).isNull();
					assertThat(context.getBean(MeterRegistry.class).find("probity.shadow.not.ready").meters())
						.isEqualTo(List.of());
				});
		}

	}

	private static ProbeDescriptor described(ConfigurableApplicationContext context) {
		return Objects.requireNonNull(context.getBean(ProbityEndpoint.class).probity().probes().get("readiness"));
	}

	private static ShadowVerdict shadow(ConfigurableApplicationContext context, String probe) {
		return Objects.requireNonNull(context.getBean(VerdictMonitor.class).shadow(probe));
	}

	private static Probe probe(ConfigurableApplicationContext context) {
		return Objects.requireNonNull(context.getBean(Probes.class).probe(Probe.READINESS));
	}

}
