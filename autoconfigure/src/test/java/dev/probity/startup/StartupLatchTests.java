package dev.probity.startup;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason;
import dev.probity.registration.ProbityAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Startup is up after Spring Boot says that the application is ready and every required
 * check has had a result; then for ever.
 */
class StartupLatchTests {

	private final CountDownLatch released = new CountDownLatch(1);

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("probity.defaults.interval=40ms", "probity.defaults.retry-interval=10ms",
				"probity.defaults.failure-threshold=1");

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void startsUntilTheApplicationIsReady() {
		this.runner.withBean("orders", DependencyCheck.class, () -> new Switch().dependency()).run((context) -> {
			await().until(() -> Contexts.check(context, "orders").state() == CheckState.PASSING);
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
			assertThat(outstanding(context)).containsExactly("application ready (context refreshed and runners done)");
			Contexts.ready(context);
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void startsUntilEveryRequiredCheckHasHadAResult() {
		this.runner.withBean("orders", DependencyCheck.class, this::hanging)
			.withBean("stock", DependencyCheck.class, () -> new Switch().dependency())
			.run((context) -> {
				Contexts.ready(context);
				await().until(() -> Contexts.check(context, "stock").state() == CheckState.PASSING);
				assertThat(outstanding(context)).containsExactly("first result of orders");
				this.released.countDown();
				Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
			});
	}

	@Test
	void aFirstResultThatIsAFailureEndsTheStart() {
		Switch orders = new Switch();
		orders.fail();
		this.runner.withBean("orders", DependencyCheck.class, orders::dependency).run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DOWN);
		});
	}

	@Test
	void aFirstCheckThatHangsEndsTheStartByTheTimeoutOfTheFirstRun() {
		this.runner.withBean("orders", DependencyCheck.class, this::hanging)
			.withPropertyValues("probity.checks.orders.timeout=50ms", "probity.startup.first-run-timeout=100ms")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DOWN);
			});
	}

	@Test
	void doesNotWaitForWhatIsNotRequired() {
		this.runner.withBean("search", DependencyCheck.class, this::hanging)
			.withBean("audit", DependencyCheck.class, this::hanging)
			.withPropertyValues("probity.checks.search.criticality=optional",
					"probity.checks.audit.criticality=observed")
			.run((context) -> {
				Contexts.ready(context);
				assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DEGRADED);
			});
	}

	@Test
	void staysUpWhateverHappensLater() {
		Switch orders = new Switch();
		this.runner.withBean("orders", DependencyCheck.class, orders::dependency).run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
			orders.fail();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
			context.getBean(Instance.class).advanceTo(LifecyclePhase.LAME_DUCK);
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		});
	}

	@Test
	void aRunnerHoldsTheStartOpen() {
		AtomicReference<ProbeStatus> whileRunning = new AtomicReference<>();
		SpringApplicationBuilder builder = new SpringApplicationBuilder(SmallApplication.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean(ApplicationRunner.class,
					() -> (arguments) -> whileRunning
						.set(Contexts.status((ConfigurableApplicationContext) context, "readiness"))));
		try (ConfigurableApplicationContext context = builder.run()) {
			assertThat(whileRunning).hasValue(ProbeStatus.OUT_OF_SERVICE);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
		}
	}

	@Test
	void brokenBeforeTheApplicationHasStartedIsNoReasonForARestart() {
		this.runner.run((context) -> {
			AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
			assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
			AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
			AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
			assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.DOWN);
		});
	}

	private DependencyCheck hanging() {
		return () -> {
			this.released.await();
			return CheckResult.passed();
		};
	}

	private static Iterable<String> outstanding(ConfigurableApplicationContext context) {
		Probes probes = context.getBean(Probes.class);
		ProbeVerdict verdict = probes.verdict(probes.probe("startup"));
		return verdict.reasons().stream().map(VerdictReason::subject).toList();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration(ProbityAutoConfiguration.class)
	static class SmallApplication {

	}

}
