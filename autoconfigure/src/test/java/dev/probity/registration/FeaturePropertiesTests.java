package dev.probity.registration;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.vital.Heartbeats;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be said of features, and what cannot.
 */
@ExtendWith(OutputCaptureExtension.class)
class FeaturePropertiesTests {

	private static final String FEATURE = "probity.features.checkout.";

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("probity.defaults.interval=40ms", "probity.defaults.retry-interval=10ms")
		.withBean("backend", DependencyCheck.class, () -> CheckResult::passed)
		.withBean("payOnline", DependencyCheck.class, () -> () -> CheckResult.failed("closed"));

	@ParameterizedTest
	@ValueSource(strings = { "a/b", "a.b", "a b", "-", "..", "ä" })
	void aNameThatIsNoPlainSegmentOfAPathStopsTheStart(String name) {
		assertStops("probity.features." + name, "[" + name + "].checks=backend", "segment of a path", "letters");
	}

	@ParameterizedTest
	@ValueSource(strings = { "liveness", "readiness", "START-UP", "lifecycle", "readiness-state", "ping" })
	void theNameOfAProbeOrOfAPartOfTheProbesStopsTheStart(String name) {
		assertStops("probity.features." + name, "[" + name + "].checks=backend", "name of a probe", "Rename");
	}

	@ParameterizedTest
	@CsvSource({ "backend, backend", "back-end, backend", "pay-online, payOnline" })
	void theNameOfACheckStopsTheStart(String name, String check) {
		assertStops("probity.features." + name, name + ".checks=backend",
				"'" + check + "' is the name of a check or health indicator", "Rename");
	}

	@Test
	void theNameOfACheckStopsALazyStartToo() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("probity.features.backend.checks=backend")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription()).contains("backend"));
	}

	@Test
	void theNameOfAnIndicatorThatIsNoCheckStopsTheStart() {
		this.runner.withBean("legacyHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.withPropertyValues("probity.features.legacy.checks=backend")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getDescription()).contains("'legacy'",
					"/actuator/health/legacy"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "checkout.include=backend", "checkout.exclude=backend", "check-out.show-details=always" })
	void aGroupOfThatNameThatIsSomethingElseStopsTheStart(String group) {
		String property = "management.endpoint.health.group." + group;
		this.runner.withPropertyValues(FEATURE + "checks=backend", property).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'probity.features.checkout'",
					"'" + property.substring(0, property.lastIndexOf('.')) + "'");
			assertThat(analysis.getAction()).contains("Rename", "'include'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "checks=", "criticality.backend=optional" })
	void aFeatureWithoutChecksStopsTheStart(String property) {
		assertStops("probity.features.checkout", "checkout." + property, "lists no checks", "'" + FEATURE + "checks'");
	}

	@Test
	void aCriticalityOfACheckThatIsNotListedStopsTheStart() {
		this.runner.withPropertyValues(FEATURE + "checks=backend", FEATURE + "criticality[pay-online]=optional")
			.run((context) -> {
				FailureAnalysis analysis = analysis(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("'" + FEATURE + "criticality.pay-online'");
				assertThat(analysis.getAction()).contains("'" + FEATURE + "checks'", "remove");
			});
	}

	@ParameterizedTest
	@CsvSource({ "checks, 'backend,bakend', bakend", "checks, backend/x, backend/x", "checks, back, back" })
	void aCheckThatDoesNotExistStopsTheStart(String setting, String value, String name) {
		this.runner.withPropertyValues(FEATURE + setting + "=" + value).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).contains("'probity.features.checkout'", "'" + name + "'",
					"does not exist");
			assertThat(analysis.getAction()).contains("'" + FEATURE + "checks'", "backend, payOnline",
					"'probity.validate-names'");
		});
	}

	@Test
	void aPartOfACompositeThatDoesNotExistStopsTheStart() {
		this.runner.withPropertyValues(FEATURE + "checks=backend", FEATURE + "criticality[backend/x]=optional")
			.run((context) -> assertThat(analysis(context.getStartupFailure()).getAction())
				.contains("'" + FEATURE + "criticality[backend/x]'"));
	}

	@Test
	void aCheckThatDoesNotExistMayBeToleratedWithAWarning(CapturedOutput output) {
		this.runner.withPropertyValues(FEATURE + "checks=bakend", "probity.validate-names=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).contains("'checkout' lists 'bakend'", "is ignored");
		});
	}

	@Test
	void aBuiltInCheckThatIsNotThereIsWarnedOf(CapturedOutput output) {
		this.runner.withPropertyValues(FEATURE + "checks=backend,kafka,readiness-state,ping").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce("is ignored").contains("'checkout' lists 'kafka'");
		});
	}

	@Test
	void aNameMayBeWrittenAsInAnEnvironmentVariable() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
						Map.of("PROBITY_FEATURES_CHECKOUT_CRITICALITY_PAYONLINE", "optional"))))
			.withPropertyValues("probity.features.check-out.checks=backend,pay-online",
					"probity.features.check-out.criticality.pay-online=required")
			.run((context) -> {
				assertThat(context.getBean(Probes.class).all()).extracting(Probe::name)
					.isEqualTo(List.of("liveness", "readiness", "startup", "check-out"));
				Contexts.ready(context);
				Contexts.awaitStatus(context, "check-out", ProbeStatus.DEGRADED);
			});
	}

	@Test
	void whatOnlyAFeatureNeedsDoesNotHoldBackTheStart() {
		HangingCheck hanging = new HangingCheck();
		this.runner.withBean("slow", DependencyCheck.class, () -> hanging)
			.withPropertyValues("probity.checks.slow.criticality=observed", "probity.checks.slow.timeout=10m",
					"probity.checks.payOnline.criticality=observed", FEATURE + "checks=slow")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
				assertThat(Contexts.status(context, "checkout")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
				hanging.release();
				Contexts.awaitStatus(context, "checkout", ProbeStatus.UP);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "probity.adopt.enabled=false", "probity.adopt.exclude=legacy" })
	void anIndicatorThatAFeatureNeedsIsACheckWhateverIsSaidOfItElsewhere(String property) {
		this.runner.withBean("legacyHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.withPropertyValues(FEATURE + "checks=legacy", property)
			.run((context) -> assertThat(Contexts.check(context, "legacy")).isNotNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "heartbeat", "heartbeat/invoices" })
	void aHeartbeatThatBeginsLaterIsNotSaidToBeMissing(String listed, CapturedOutput output) {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class, ProbityVitalAutoConfiguration.class))
			.withPropertyValues(FEATURE + "checks=backend," + listed)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain("The feature 'checkout' lists");
				context.getBean(Heartbeats.class).start("invoices");
				assertThat(context.getBean(Probes.class)
					.probe("checkout")
					.criticalityOf(Contexts.check(context, "heartbeat/invoices"))).isEqualTo(Criticality.REQUIRED);
			});
	}

	@Test
	void aControllerOnThePathOfAFeatureStopsTheStart() {
		Contexts.withMvc()
			.withBean("backend", DependencyCheck.class, () -> CheckResult::passed)
			.withBean(CheckoutController.class)
			.withPropertyValues(FEATURE + "checks=backend")
			.run((context) -> {
				FailureAnalysis analysis = analysis(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("'/readyz/checkout'", "ready()");
				assertThat(analysis.getAction()).contains("'probity.features.checkout'", "'probity.paths.readiness'",
						"'probity.paths.enabled'");
			});
	}

	@Test
	void thePathOfAFeatureThatIsThatOfAnotherProbeStopsTheStart() {
		Contexts.withMvc()
			.withBean("backend", DependencyCheck.class, () -> CheckResult::passed)
			.withPropertyValues(FEATURE + "checks=backend", "probity.paths.liveness=/readyz/checkout")
			.run((context) -> {
				FailureAnalysis analysis = analysis(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("liveness", "'/readyz/checkout'", "feature 'checkout'");
				assertThat(analysis.getAction()).isEqualTo(
						"Correct the property 'probity.paths.liveness', or rename the feature 'probity.features.checkout'.");
			});
	}

	private void assertStops(String feature, String property, String reason, String wayOut) {
		this.runner.withPropertyValues("probity.features" + (property.startsWith("[") ? "" : ".") + property)
			.run((context) -> {
				FailureAnalysis analysis = analysis(context.getStartupFailure());
				assertThat(analysis.getDescription()).contains("'" + feature + "'", reason);
				assertThat(analysis.getAction()).contains(wayOut);
			});
	}

	private static FailureAnalysis analysis(Throwable failure) {
		assertThat(failure).isNotNull();
		Throwable cause = failure;
		while (!(cause instanceof FailureAnalyzedException) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		assertThat(cause).isInstanceOf(FailureAnalyzedException.class);
		return ((FailureAnalyzedException) cause).analysis();
	}

	private static final class HangingCheck implements DependencyCheck {

		private final CountDownLatch released = new CountDownLatch(1);

		@Override
		public CheckResult check() throws InterruptedException {
			this.released.await();
			return CheckResult.passed();
		}

		void release() {
			this.released.countDown();
		}

	}

	@RestController
	static class CheckoutController {

		@GetMapping("/readyz/checkout")
		String ready() {
			return "always";
		}

	}

}
