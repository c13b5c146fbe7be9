package dev.probity.definition;

import java.time.Duration;

import dev.probity.check.DependencyCheck;
import dev.probity.check.VitalCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fleet.ProbityFleetAutoConfiguration;
import dev.probity.fleet.ProbityPeersAutoConfiguration;
import dev.probity.fixture.Switch;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.WithdrawalRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What <code>shared</code> does without peers, and what is said where it does nothing.
 */
@ExtendWith(OutputCaptureExtension.class)
class SharedSettingsTests {

	private final Switch orders = new Switch();

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withBean("orders", DependencyCheck.class, this.orders::dependency)
		.withBean("search", DependencyCheck.class, () -> new Switch().dependency())
		.withBean("worker", VitalCheck.class, () -> new Switch().vital())
		.withPropertyValues("probity.defaults.interval=40ms", "probity.defaults.retry-interval=10ms",
				"probity.defaults.failure-threshold=1", "probity.defaults.success-threshold=1",
				"probity.checks.search.criticality=optional");

	private static ProbeStatus readiness(ConfigurableApplicationContext context) {
		return Contexts.status(context, "readiness");
	}

	private void lose(ConfigurableApplicationContext context, ProbeStatus expected) {
		Contexts.ready(context);
		await().until(() -> readiness(context) == ProbeStatus.UP);
		this.orders.fail();
		await().until(() -> readiness(context) != ProbeStatus.UP);
		assertThat(readiness(context)).isEqualTo(expected);
	}

	@Test
	void withoutASettingAndWithoutPeersTheInstanceLeaves() {
		this.runner.run((context) -> lose(context, ProbeStatus.DOWN));
	}

	@Test
	void toStayIsToBeDegraded() {
		this.runner.withPropertyValues("probity.checks.orders.shared=stay")
			.run((context) -> lose(context, ProbeStatus.DEGRADED));
	}

	@Test
	void toHoldIsToBeDegradedForATime() {
		this.runner.withPropertyValues("probity.checks.orders.shared=hold", "probity.fleet.hold-for=700ms")
			.run((context) -> {
				lose(context, ProbeStatus.DEGRADED);
				await().atMost(Duration.ofSeconds(5)).until(() -> readiness(context) == ProbeStatus.DOWN);
				this.orders.pass();
				await().until(() -> readiness(context) == ProbeStatus.UP);
				this.orders.fail();
				await().until(() -> readiness(context) == ProbeStatus.DEGRADED);
			});
	}

	@Test
	void toAskNobodyStopsTheStart() {
		this.runner.withPropertyValues("probity.checks.orders.shared=ask")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("'probity.checks.orders.shared' is 'ask'")
				.hasMessageContaining("no peers are set"));
	}

	@Test
	void aVitalCheckSharesNothing() {
		this.runner.withPropertyValues("probity.checks.worker.shared=stay")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("'probity.checks.worker.shared' is 'stay'")
				.hasMessageContaining("checks this process"));
	}

	@Test
	void noTimeToHoldStopsTheStart() {
		this.runner.withPropertyValues("probity.fleet.hold-for=0s")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("'probity.fleet.hold-for' is 0s"));
	}

	@Test
	void whatHasNoEffectIsSaid(CapturedOutput output) {
		this.runner
			.withPropertyValues("probity.checks.search.shared=stay", "probity.fleet.token=abc",
					"probity.fleet.hold-for=1m")
			.run((context) -> assertThat(output).contains(
					"The property 'probity.checks.search.shared' has no effect: no readiness probe requires 'search'",
					"The property 'probity.fleet.token' has no effect: no peers are set.",
					"The property 'probity.fleet.hold-for' has no effect: no required check has 'shared' set to 'hold'.")
				.doesNotContain("abc"));
	}

	@Test
	void whatHasAnEffectIsNot(CapturedOutput output) {
		this.runner
			.withPropertyValues("probity.checks.orders.shared=hold", "probity.fleet.hold-for=1m",
					"spring.main.cloud-platform=kubernetes", "probity.probe-port=-1")
			.run((context) -> assertThat(output).doesNotContain("has no effect", "If all instances lose"));
	}

	@Test
	void onKubernetesItIsSaidWhatAnOutageWouldDo(CapturedOutput output) {
		this.runner.withPropertyValues("spring.main.cloud-platform=kubernetes", "probity.probe-port=-1")
			.run((context) -> assertThat(output).containsOnlyOnce("If all instances lose 'orders' at the same time")
				.contains("Set 'probity.fleet.dns'"));
	}

	/**
	 * As where the application is processed ahead of time without peers.
	 */
	@ParameterizedTest
	@CsvSource({ "dns, orders-headless", "service, orders", "peers, 10.0.0.1:8080" })
	void peersThatNothingAsksAreToldToHaveNoEffect(String property, String value, CapturedOutput output) {
		this.runner.withPropertyValues("probity.fleet.%s=%s".formatted(property, value))
			.run((context) -> assertThat(output).containsOnlyOnce(
					"The property 'probity.fleet.%s' has no effect, for nothing in this application asks peers"
						.formatted(property)));
	}

	@Test
	void peersThatAreAskedAreNot(CapturedOutput output) {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(ProbityPeersAutoConfiguration.class, ProbityFleetAutoConfiguration.class))
			.withPropertyValues("probity.fleet.peers=127.0.0.1:9", "probity.probe-port=0")
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(WithdrawalRule.class);
				assertThat(output).doesNotContain("has no effect");
			});
	}

	@Test
	void elsewhereItIsNot(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).doesNotContain("If all instances lose"));
	}

}
