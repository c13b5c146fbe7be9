package dev.probity.vital;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Stream;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.VitalCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.engine.CheckScheduler;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.fixture.Variables;
import dev.probity.load.ProbityLoadAutoConfiguration;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.registration.Engine;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.settings.FailureAnalyzedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Which vital checks there are, what they feed, and how they are set.
 */
@ExtendWith(OutputCaptureExtension.class)
class VitalAutoConfigurationTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withConfiguration(
				AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class, ProbityVitalAutoConfiguration.class,
						ProbityLoadAutoConfiguration.class, ProbityServerAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "deadlock,liveness", "memory,liveness", "scheduler,liveness", "disk,readiness",
			"fileDescriptors,readiness" })
	void whatIsRequiredOfTheProcessByDefault(String vital, String probe) {
		this.runner.run((context) -> {
			assertThat(criticality(context, vital, probe)).isEqualTo(Criticality.REQUIRED);
			assertThat(criticality(context, vital, probe.equals("liveness") ? "readiness" : "liveness")).isNull();
			await().until(() -> Contexts.check(context, vital).state() == CheckState.PASSING);
		});
	}

	@Test
	void allOfThemCanBeSwitchedOff() {
		this.runner.withPropertyValues("probity.vitals.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(CheckMonitor.class).snapshots()).isEmpty();
		});
	}

	@Test
	void eachOfThemCanBeLeftOut() {
		this.runner.withPropertyValues("probity.vitals.exclude=disk, file-descriptors")
			.run((context) -> assertThat(context.getBean(CheckMonitor.class).snapshots()).containsKeys("deadlock")
				.doesNotContainKeys("disk", "fileDescriptors"));
	}

	@Test
	void whatEveryCheckHasIsSetAsOfEveryCheck() {
		this.runner
			.withPropertyValues("probity.checks.disk.criticality=optional", "probity.checks.disk.interval=1h",
					"probity.checks.memory.probe=readiness", "probity.checks.file-descriptors.probe=liveness")
			.run((context) -> {
				assertThat(criticality(context, "disk", "readiness")).isEqualTo(Criticality.OPTIONAL);
				CheckSnapshot disk = Contexts.check(context, "disk");
				assertThat(disk.policy().interval()).hasHours(1);
				assertThat(disk.policy().maxAge()).as("follows").hasMinutes(180).isGreaterThan(Duration.ofHours(3));
				assertThat(criticality(context, "memory", "readiness")).isEqualTo(Criticality.REQUIRED);
				assertThat(criticality(context, "memory", "liveness")).isNull();
				assertThat(criticality(context, "fileDescriptors", "liveness")).isEqualTo(Criticality.REQUIRED);
			});
	}

	@Test
	void aVitalCheckOfTheApplicationMayFeedReadinessInstead() {
		this.runner.withBean("queue", VitalCheck.class, () -> new Switch().vital())
			.withPropertyValues("probity.checks.queue.probe=readiness")
			.run((context) -> {
				assertThat(criticality(context, "queue", "readiness")).isEqualTo(Criticality.REQUIRED);
				assertThat(criticality(context, "queue", "liveness")).isNull();
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"orders.probe=liveness | 'probity.checks.orders.probe' is 'liveness', but 'orders' checks something outside the process",
			"orders.probe=startup  | 'probity.checks.orders.probe' is 'startup', but no check can feed the startup probe",
			"disk.probe=startup    | 'probity.checks.disk.probe' is 'startup', but no check can feed the startup probe" })
	void aProbeThatACheckCannotFeedStopsTheStart(String property, String message) {
		this.runner.withBean("orders", DependencyCheck.class, () -> new Switch().dependency())
			.withPropertyValues("probity.checks." + property)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining(message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory.heap-threshold=0", "memory.heap-threshold=1.1", "memory.pause-threshold=-1",
			"memory.pause-threshold=NaN", "file-descriptors.threshold=95", "memory.duration=0s",
			"scheduler.max-silence=500ms", "heartbeats.orders.max-silence=-1s", "scheduled-tasks.max-silence=0s",
			"kafka-listeners.max-silence=0s", "task-executors.max-silence=0s", "oldest-request.max-silence=1ms",
			"disk.threshold=-1B", "exclude=dsk", "exclude=disk/root", "exclude=pool/", "pool.max-silence=999ms",
			"executor.queue-threshold=90", "executor.max-wait=0s", "requests.thread-threshold=0",
			"requests.max-age=1ms" })
	void aValueThatCannotBeStopsTheStart(String property) {
		this.runner.withPropertyValues("probity.vitals." + property)
			.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("'probity.vitals." + property.substring(0, property.indexOf('='))));
	}

	@Test
	void aCheckOfTheApplicationKeepsItsName(CapturedOutput output) {
		this.runner.withBean("disk", DependencyCheck.class, () -> () -> CheckResult.failed("its own"))
			.run((context) -> {
				assertThat(Contexts.check(context, "disk").kind()).isEqualTo(CheckKind.DEPENDENCY);
				assertThat(output).contains("The vital check 'disk' is not created");
			});
	}

	@Test
	void aHealthIndicatorOfTheApplicationKeepsItsName(CapturedOutput output) {
		this.runner.withBean("memoryHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> {
				assertThat(Contexts.check(context, "memory").kind()).isEqualTo(CheckKind.DEPENDENCY);
				assertThat(output).contains("The vital check 'memory' is not created");
			});
	}

	@Test
	void workIsOnlyObservedUntilALongestSilenceIsSet() {
		ApplicationContextRunner scheduling = this.runner.withUserConfiguration(Scheduling.class);
		scheduling.run((context) -> assertThat(criticality(context, "scheduledTasks", "liveness"))
			.isEqualTo(Criticality.OBSERVED));
		scheduling.withPropertyValues("probity.vitals.scheduled-tasks.max-silence=10m")
			.run((context) -> assertThat(criticality(context, "scheduledTasks", "liveness"))
				.isEqualTo(Criticality.REQUIRED));
	}

	/**
	 * As if it waited for a lock for ever: the one thing that can keep it from ticking.
	 */
	@Nested
	class Scheduler {

		private final ApplicationContextRunner runner = VitalAutoConfigurationTests.this.runner
			.withPropertyValues("probity.vitals.scheduler.max-silence=1s");

		@Test
		void aSchedulerThatNoLongerTicksFailsLiveness() {
			this.runner.run((context) -> {
				await().until(() -> Contexts.check(context, "scheduler").state() == CheckState.PASSING);
				CountDownLatch end = new CountDownLatch(1);
				Thread holder = hold(lockOf(context.getBean(Engine.class).scheduler()), end);
				Contexts.awaitStatus(context, "liveness", ProbeStatus.DOWN);
				assertThat(Contexts.check(context, "scheduler").failures()).isGreaterThanOrEqualTo(6);
				end.countDown();
				holder.join();
				Contexts.awaitStatus(context, "liveness", ProbeStatus.UP);
			});
		}

		@Test
		void aCheckThatHangsDoesNotStopIt() {
			CountDownLatch end = new CountDownLatch(1);
			this.runner
				.withPropertyValues("probity.checks.orders.timeout=50ms", "probity.startup.first-run-timeout=50ms")
				.withBean("orders", DependencyCheck.class, () -> () -> {
					end.await();
					return CheckResult.passed();
				})
				.run((context) -> {
					await().until(() -> Contexts.check(context, "orders").failures() > 3);
					assertThat(Contexts.check(context, "scheduler").failures()).isZero();
					end.countDown();
				});
		}

		private Object lockOf(CheckScheduler scheduler) {
			Field lock = ReflectionUtils.findField(CheckScheduler.class, "lock");
			ReflectionUtils.makeAccessible(lock);
			return ReflectionUtils.getField(lock, scheduler);
		}

		private Thread hold(Object lock, CountDownLatch end) {
			Thread holder = new Thread(() -> {
				synchronized (lock) {
					try {
						end.await();
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				}
			});
			holder.start();
			return holder;
		}

	}

	@Test
	void whereThereIsNoSuchWorkItIsNotLookedAt() {
		this.runner.run((context) -> assertThat(context.getBean(CheckMonitor.class).snapshots())
			.doesNotContainKeys("scheduledTasks", "taskExecutors", "kafkaListeners", "oldestRequest", "server"));
	}

	@Test
	void anExecutorOfAnyKindIsEnoughToBeLookedAt() {
		Stream
			.of(this.runner.withBean(ThreadPoolTaskExecutor.class), this.runner.withBean(ThreadPoolTaskScheduler.class),
					this.runner.withBean(ScheduledThreadPoolExecutor.class, 1))
			.forEach((executing) -> executing
				.run((context) -> assertThat(criticality(context, "taskExecutors", "liveness"))
					.isEqualTo(Criticality.OBSERVED)));
	}

	@Test
	void aWorkerMayInjectHeartbeatsWhetherOrNotAnybodyListens() {
		for (String property : new String[] { "probity.enabled=true", "probity.enabled=false",
				"probity.vitals.enabled=false", "probity.vitals.exclude=heartbeat" }) {
			this.runner.withPropertyValues(property)
				.run((context) -> assertThat(context.getBean(Heartbeats.class).start("orders")).isNotNull());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "heartbeat.max-age=10s", "heartbeat.shared=stay", "heartbeat.probe=startup",
			"heartbeat.interval=0s", "heartbeat.restart=true", "heartbeat.heal=evict",
			"[heartbeat/invoices].restart=true", "[heartbeat/my.invoices].probe=startup" })
	void whatCannotBeSaidOfAHeartbeatStopsTheStartAndNotTheWorker(String setting) {
		this.runner.withPropertyValues("probity.checks." + setting, "probity.vitals.heartbeats.invoices.max-silence=3s")
			.run((context) -> {
				FailureAnalysis analysis = ((FailureAnalyzedException) context.getStartupFailure()).analysis();
				assertThat(analysis.getDescription() + analysis.getAction())
					.contains("'probity.checks." + setting.substring(0, setting.indexOf('=')));
			});
	}

	@Test
	void noWorkerHasToStopForWhatAVariableSaysInVain() {
		this.runner.withInitializer(Variables.of("PROBITY_CHECKS_HEARTBEAT_INVOICES_RESTART=true"))
			.run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining("has no effect"));
	}

	@Test
	void aCheckWhoseNameBeginsLikeThatOfAHeartbeatIsNone() {
		this.runner.withBean("heartbeats", DependencyCheck.class, () -> CheckResult::passed)
			.withPropertyValues("probity.checks.heartbeats.shared=hold")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aHeartbeatIsACheckFromItsStartToItsStop() {
		this.runner.withPropertyValues("probity.vitals.heartbeats.bills.max-silence=1m").run((context) -> {
			Heartbeat orders = context.getBean(Heartbeats.class).start("orders");
			context.getBean(Heartbeats.class).start("bills");
			assertThat(criticality(context, "heartbeat/orders", "liveness")).isEqualTo(Criticality.OBSERVED);
			assertThat(criticality(context, "heartbeat/bills", "liveness")).isEqualTo(Criticality.REQUIRED);
			await().until(() -> Contexts.check(context, "heartbeat/orders").state() == CheckState.PASSING);
			orders.stop();
			assertThat(context.getBean(CheckMonitor.class).snapshots()).doesNotContainKey("heartbeat/orders");
		});
	}

	@Test
	void aWorkerThatDiesFailsLivenessOnceItsSilenceMatters() {
		this.runner.withPropertyValues("probity.vitals.heartbeats.orders.max-silence=1s").run((context) -> {
			Thread worker = new Thread(() -> context.getBean(Heartbeats.class).start("orders"), "worker-1");
			worker.start();
			Contexts.awaitStatus(context, "liveness", ProbeStatus.DOWN);
			assertThat(Contexts.check(context, "heartbeat/orders").lastResult().reason())
				.isEqualTo("thread 'worker-1' has ended without stop()");
		});
	}

	@EnableScheduling
	@Configuration(proxyBeanMethods = false)
	static class Scheduling {

	}

	private static @Nullable Criticality criticality(ConfigurableApplicationContext context, String check,
			String probe) {
		Probe asked = context.getBean(Probes.class).probe(probe);
		assertThat(asked).isNotNull();
		return asked.criticalityOf(Contexts.check(context, check));
	}

}
