package dev.probity.registration;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.probe.ProbeStatus;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Checks run while their context runs, and nothing is left of them afterwards.
 */
class CheckLifecycleTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("probity.defaults.interval=20ms", "probity.defaults.retry-interval=10ms");

	@Test
	void noThreadOutlivesItsContext() {
		Set<Thread> before = probityThreads();
		CountDownLatch never = new CountDownLatch(1);
		for (int i = 0; i < 5; i++) {
			this.runner.withBean("orders", DependencyCheck.class, () -> new Switch().dependency())
				.withBean("hanging", DependencyCheck.class, () -> () -> {
					never.await();
					return CheckResult.passed();
				})
				.run((context) -> {
					await().until(() -> Contexts.check(context, "orders").state() == CheckState.PASSING);
					assertThat(newThreads(before)).extracting(Thread::getName)
						.contains("probity-scheduler", "probity-listeners", "probity-check-hanging");
				});
		}
		await().untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
	}

	@Test
	void noThreadOutlivesAStartThatFails() {
		Set<Thread> before = probityThreads();
		this.runner.withBean("orders", DependencyCheck.class, () -> new Switch().dependency())
			.withBean("failing", InitializingBean.class, () -> () -> {
				throw new IllegalStateException("on purpose");
			})
			.run((context) -> assertThat(context).hasFailed());
		await().untilAsserted(() -> assertThat(newThreads(before)).isEmpty());
	}

	@Test
	void allThreadsAreDaemons() {
		Set<Thread> before = probityThreads();
		this.runner.withBean("orders", DependencyCheck.class, () -> new Switch().dependency())
			.run((context) -> assertThat(newThreads(before)).isNotEmpty().allMatch(Thread::isDaemon));
	}

	@Test
	void onlyAVitalOfTheSchedulerNeedsAWatchdog() {
		Set<Thread> before = probityThreads();
		ApplicationContextRunner vitals = this.runner.withConfiguration(
				AutoConfigurations.of(ProbityVitalAutoConfiguration.class, ProbityHeartbeatAutoConfiguration.class));
		vitals
			.run((context) -> assertThat(newThreads(before)).extracting(Thread::getName).contains("probity-watchdog"));
		vitals.withPropertyValues("probity.vitals.enabled=false")
			// those of the context before end at their own pace
			.run((context) -> await().untilAsserted(() -> assertThat(newThreads(before)).extracting(Thread::getName)
				.containsOnlyOnce("probity-scheduler")
				.doesNotContain("probity-watchdog")));
	}

	@Test
	void theInstanceHasStoppedOnceItsContextIsClosed() {
		this.runner.run((context) -> {
			Instance instance = context.getBean(Instance.class);
			assertThat(instance.state().phase()).isEqualTo(LifecyclePhase.STARTING);
			context.close();
			assertThat(instance.state().phase()).isEqualTo(LifecyclePhase.STOPPED);
		});
	}

	@Test
	void checksAreGoneOnceTheContextIsClosed() {
		this.runner.withBean("orders", DependencyCheck.class, () -> new Switch().dependency()).run((context) -> {
			CheckMonitor monitor = context.getBean(CheckMonitor.class);
			assertThat(monitor.snapshots()).containsOnlyKeys("orders");
			context.close();
			assertThat(monitor.snapshots()).isEmpty();
		});
	}

	@Test
	void aPausedContextRunsNoChecksAndAsksAtOnceWhenItGoesOn() {
		Set<Thread> before = probityThreads();
		AtomicInteger runs = new AtomicInteger();
		CountDownLatch resumed = new CountDownLatch(1);
		this.runner.withBean("orders", DependencyCheck.class, () -> () -> {
			if (runs.incrementAndGet() > 1_000) {
				resumed.await();
			}
			return CheckResult.passed();
		}).withPropertyValues("probity.checks.orders.timeout=1m").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			context.stop();
			await().untilAsserted(() -> assertThat(newThreads(before)).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("probity-check-")));
			runs.set(1_000);
			context.start();
			await().until(() -> runs.get() == 1_001);
			assertThat(Contexts.check(context, "orders").state()).isEqualTo(CheckState.PASSING);
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
			resumed.countDown();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@Test
	void checksBeginOnlyWhenTheContextStarts() {
		AtomicInteger runs = new AtomicInteger();
		this.runner.withBean("orders", DependencyCheck.class, () -> () -> {
			runs.incrementAndGet();
			return CheckResult.passed();
		}).withBean("last", LastSingleton.class, () -> new LastSingleton(runs)).run((context) -> {
			assertThat(context.getBean(LastSingleton.class).runsSeen).isZero();
			await().until(() -> runs.get() > 0);
		});
	}

	private static List<Thread> newThreads(Set<Thread> before) {
		return probityThreads().stream().filter((thread) -> !before.contains(thread)).toList();
	}

	private static Set<Thread> probityThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("probity-"))
			.collect(Collectors.toSet());
	}

	/**
	 * Looks at the runs once all singletons are there and before any lifecycle starts.
	 */
	private static final class LastSingleton implements SmartInitializingSingleton {

		private final AtomicInteger runs;

		private int runsSeen = -1;

		private LastSingleton(AtomicInteger runs) {
			this.runs = runs;
		}

		@Override
		public void afterSingletonsInstantiated() {
			this.runsSeen = this.runs.get();
		}

	}

}
