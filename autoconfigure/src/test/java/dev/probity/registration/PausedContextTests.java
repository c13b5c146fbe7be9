package dev.probity.registration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.event.CheckStateChangedEvent;
import dev.probity.event.ReadinessChangedEvent;
import dev.probity.event.TransitionLogger;
import dev.probity.event.VerdictLogger;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.ProbeVerdict;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A context that is paused and goes on, as tests' contexts are that others use in
 * between, and as a process is that is frozen and restored, is starting and not failing.
 */
@Timeout(60)
class PausedContextTests {

	private final Answers orders = new Answers();

	private final Answers search = new Answers();

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withBean("orders", DependencyCheck.class, () -> this.orders)
		.withBean("search", DependencyCheck.class, () -> this.search)
		.withBean(Heard.class)
		.withPropertyValues("probity.checks.search.criticality=optional", "probity.defaults.retry-interval=50ms");

	@ParameterizedTest
	@EnumSource
	void whatIsYoungEnoughIsStillTrueAndNobodyIsToldOfAnything(Pausing pausing) {
		this.runner.run((context) -> quietly(context, () -> {
			pausing.pause.accept(context);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
			int runs = this.orders.runs;
			pausing.goOn.accept(context);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
			await().until(() -> this.orders.runs > runs);
		}));
	}

	@ParameterizedTest
	@EnumSource
	void whatHasGrownTooOldIsFoundOutBeforeTheContextHasGoneOn(Pausing pausing) {
		this.runner
			.withPropertyValues("probity.defaults.interval=200ms", "probity.defaults.timeout=200ms",
					"probity.defaults.max-age=500ms")
			.run((context) -> quietly(context, () -> {
				pausing.pause.accept(context);
				await().until(() -> Contexts.check(context, "orders").isStale(System.nanoTime()));
				isAwaited(context);
				pausing.goOn.accept(context);
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
			}));
	}

	@Test
	void aDependencyThatTakesItsTimeAfterAPauseIsAwaitedAndNotUnknown() {
		this.runner
			.withPropertyValues("probity.defaults.interval=1s", "probity.defaults.timeout=1s",
					"probity.defaults.max-age=2200ms")
			.run((context) -> quietly(context, () -> {
				context.stop();
				await().until(() -> Contexts.check(context, "orders").isStale(System.nanoTime()));
				CountDownLatch released = new CountDownLatch(1);
				this.orders.slow = released;
				int runs = this.orders.runs;
				CompletableFuture<Void> started = CompletableFuture.runAsync(context::start);
				await().until(() -> this.orders.runs > runs);
				ProbeVerdict verdict = verdict(context);
				released.countDown();
				assertThat(verdict.status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
				assertThat(verdict.reasons()).extracting(VerdictReason::cause).containsOnly(Cause.RESUMING);
				assertThat(started).succeedsWithin(Duration.ofSeconds(10));
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
			}));
	}

	@Test
	void whatIsBrokenAfterAPauseIsTold() {
		this.runner.run((context) -> {
			begin(context);
			context.stop();
			this.orders.result = CheckResult.failed("gone");
			context.start();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			await().until(() -> context.getBean(Heard.class).readiness().equals(ProbeStatus.DOWN.name()));
		});
	}

	@Test
	void whatHasFailedLongAgoIsNotTakenForFailing() {
		this.orders.result = CheckResult.failed("gone");
		this.runner
			.withPropertyValues("probity.defaults.interval=200ms", "probity.defaults.timeout=200ms",
					"probity.defaults.max-age=500ms")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				context.stop();
				await().until(() -> Contexts.check(context, "orders").isStale(System.nanoTime()));
				this.orders.result = CheckResult.passed();
				context.start();
				assertThat(Contexts.check(context, "orders").state()).isEqualTo(CheckState.PASSING);
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
			});
	}

	private void begin(AssertableApplicationContext context) {
		Contexts.ready(context);
		Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		Heard heard = context.getBean(Heard.class);
		await().until(() -> heard.events.stream().filter(CheckStateChangedEvent.class::isInstance).count() >= 2);
		await().until(() -> heard.readiness().endsWith(ProbeStatus.UP.name()));
		heard.events.clear();
	}

	/**
	 * Nothing is told: not by an event, not in the log, and not a while later either.
	 */
	private void quietly(AssertableApplicationContext context, Runnable pause) {
		begin(context);
		Heard heard = context.getBean(Heard.class);
		try (LoggedLines verdicts = new LoggedLines(VerdictLogger.class);
				LoggedLines transitions = new LoggedLines(TransitionLogger.class)) {
			pause.run();
			await().during(Duration.ofMillis(300))
				.untilAsserted(() -> assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP));
			assertThat(heard.readiness()).isEmpty();
			assertThat(heard.events)
				.filteredOn(
						(event) -> event instanceof CheckStateChangedEvent change && change.to() == CheckState.FAILING)
				.isEmpty();
			assertThat(verdicts.next()).noneMatch((line) -> line.startsWith("WARN") || line.startsWith("INFO"));
			assertThat(transitions.next()).noneMatch((line) -> line.startsWith("WARN"));
		}
	}

	private static void isAwaited(ConfigurableApplicationContext context) {
		ProbeVerdict verdict = verdict(context);
		assertThat(verdict.status()).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		assertThat(verdict.reasons()).extracting(VerdictReason::cause).containsOnly(Cause.RESUMING);
		assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
		assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
	}

	private static ProbeVerdict verdict(ApplicationContext context) {
		Probes probes = context.getBean(Probes.class);
		return probes.evaluate(probes.probe("readiness"));
	}

	enum Pausing {

		/** What tests' contexts do. */
		PAUSE(ConfigurableApplicationContext::pause, ConfigurableApplicationContext::restart),

		/** Anybody may. */
		STOP(ConfigurableApplicationContext::stop, ConfigurableApplicationContext::start),

		/**
		 * What a checkpoint of the process does before it is taken, and once restored.
		 */
		CHECKPOINT((context) -> ReflectionTestUtils.invokeMethod(lifecycle(context), "stopForRestart"),
				(context) -> ReflectionTestUtils.invokeMethod(lifecycle(context), "restartAfterStop"));

		private final Consumer<ConfigurableApplicationContext> pause;

		private final Consumer<ConfigurableApplicationContext> goOn;

		Pausing(Consumer<ConfigurableApplicationContext> pause, Consumer<ConfigurableApplicationContext> goOn) {
			this.pause = pause;
			this.goOn = goOn;
		}

		private static DefaultLifecycleProcessor lifecycle(ConfigurableApplicationContext context) {
			return context.getBean(DefaultLifecycleProcessor.class);
		}

	}

	private static final class Answers implements DependencyCheck {

		private volatile CheckResult result = CheckResult.passed();

		private volatile CountDownLatch slow = new CountDownLatch(0);

		private volatile int runs;

		@Override
		public CheckResult check() throws InterruptedException {
			this.runs++;
			this.slow.await();
			return this.result;
		}

	}

	static final class Heard {

		private final List<Object> events = new CopyOnWriteArrayList<>();

		@EventListener
		void onCheck(CheckStateChangedEvent event) {
			this.events.add(event);
		}

		@EventListener
		void onReadiness(ReadinessChangedEvent event) {
			this.events.add(event);
		}

		String readiness() {
			return this.events.stream()
				.filter(ReadinessChangedEvent.class::isInstance)
				.map((event) -> ((ReadinessChangedEvent) event).after().status().name())
				.collect(Collectors.joining(" "));
		}

	}

}
