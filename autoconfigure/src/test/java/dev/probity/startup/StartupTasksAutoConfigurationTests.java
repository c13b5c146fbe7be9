package dev.probity.startup;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.probity.fixture.Contexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.probe.TaskCriticality;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.settings.ProbityProperties;
import dev.probity.settings.StartupFailureAction;
import dev.probity.settings.StartupProperties;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.metrics.buffering.BufferingApplicationStartup;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.metrics.StartupStep;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Startup tasks that are beans, and what the properties say of them.
 */
@Timeout(60)
class StartupTasksAutoConfigurationTests {

	private final CountDownLatch released = new CountDownLatch(1);

	private final CountDownLatch done = new CountDownLatch(1);

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void withoutTasksNothingIsAwaitedAndNoThreadIsMade() {
		this.runner.run((context) -> {
			Contexts.ready(context);
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
			await().untilAsserted(() -> assertThat(threads()).isEmpty());
		});
	}

	@Test
	void theStartWaitsForATaskUnderItsBeanNameAndTheThreadsGo() {
		this.runner.withBean("warmCache", StartupTask.class, () -> this::waiting).run((context) -> {
			Contexts.ready(context);
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
			await().untilAsserted(() -> assertThat(outstanding(context)).singleElement()
				.asString()
				.matches("warmCache 1/2 \\(\\d+m?s\\)"));
			await().untilAsserted(() -> assertThat(threads()).containsExactlyInAnyOrder("probity-startup",
					"probity-startup-warmCache"));
			this.released.countDown();
			Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
			await().untilAsserted(() -> assertThat(threads()).isEmpty());
		});
	}

	@Test
	void aRegistrationIsATaskUnderItsOwnName() {
		this.runner
			.withBean("cacheBean", StartupTaskRegistration.class,
					() -> new StartupTaskRegistration("warm-cache", this::waiting, StartupTaskPolicy.defaults()))
			.run((context) -> assertThat(context.getBean(StartupTasks.class).names()).containsExactly("warm-cache"));
	}

	@Test
	void tasksBeginAfterTheRefreshAndNeverHoldUpTheMainThread() {
		CompletableFuture<Boolean> refreshed = new CompletableFuture<>();
		Thread main = Thread.currentThread();
		this.runner.withBean("warmCache", StartupTask.class, () -> (progress) -> {
			refreshed.complete(Thread.currentThread() != main);
			waiting(progress);
		}).run((context) -> assertThat(refreshed).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(true));
	}

	@Test
	void noAttemptFindsWhatAnotherHasLeftOnItsThread() {
		ThreadLocal<String> tenant = new ThreadLocal<>();
		List<String> found = new CopyOnWriteArrayList<>();
		AtomicBoolean failed = new AtomicBoolean();
		this.runner.withBean("schema", StartupTask.class, () -> (progress) -> {
			found.add("schema: " + tenant.get());
			tenant.set("of schema");
			if (failed.compareAndSet(false, true)) {
				throw new IllegalStateException("on purpose");
			}
		})
			.withBean("warmCache", StartupTask.class, () -> (progress) -> found.add("warmCache: " + tenant.get()))
			.withPropertyValues("probity.startup.tasks.warm-cache.depends-on=schema",
					"probity.startup.tasks.schema.retries=1", "probity.startup.tasks.schema.back-off=1ms")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
				assertThat(found).containsExactly("schema: null", "schema: null", "warmCache: null");
			});
	}

	@Test
	void anOptionalTaskIsWaitedForNoLongerThanItsTimeout() {
		this.runner.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.withPropertyValues("probity.startup.tasks.warm-cache.criticality=optional",
					"probity.startup.tasks.warm-cache.timeout=500ms")
			.run((context) -> {
				Contexts.ready(context);
				assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
				Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
			});
	}

	@Test
	void aTaskThatFailsKeepsTheInstanceDownAndSaysWhy() {
		this.runner.withBean("warmCache", StartupTask.class, () -> (progress) -> {
			throw new IllegalStateException("no route");
		}).run((context) -> {
			Contexts.ready(context);
			await().untilAsserted(() -> assertThat(outstanding(context))
				.containsExactly("warmCache failed after 1 attempt: IllegalStateException: no route"));
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(Contexts.status(context, "liveness")).isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void aGateHoldsTheStartOpenUntilItIsOpened() {
		this.runner.withBean(StartupGate.class, () -> new StartupGate("leader elected")).run((context) -> {
			Contexts.ready(context);
			assertThat(outstanding(context)).containsExactly("leader elected");
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			context.getBean(StartupGate.class).open();
			assertThat(Contexts.status(context, "startup")).isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void whatThePropertiesSayPrevails() {
		StartupTask task = new StartupTask() {

			@Override
			public void run(StartupProgress progress) {
				// done
			}

			@Override
			public StartupTaskPolicy policy() {
				return StartupTaskPolicy.defaults().retries(7, Duration.ofSeconds(2)).timeout(Duration.ofMinutes(1));
			}

		};
		StartupTaskSettings settings = settings("probity.startup.tasks.WARMCACHE.timeout", "30s",
				"probity.startup.tasks.warm-cache.criticality", "optional", "probity.startup.tasks.warm-cache.back-off",
				"3s", "probity.startup.tasks.warm-cache.depends-on", "schema,client");
		assertThat(settings.policy("warmCache", task.policy()))
			.isEqualTo(new StartupTaskPolicy(TaskCriticality.OPTIONAL, Duration.ofSeconds(30), 7, Duration.ofSeconds(3),
					Set.of("schema", "client")));
		assertThat(settings.policy("other", task.policy())).isEqualTo(task.policy());
	}

	private static StartupTaskSettings settings(String... properties) {
		MockEnvironment environment = new MockEnvironment();
		for (int i = 0; i < properties.length; i += 2) {
			environment.setProperty(properties[i], properties[i + 1]);
		}
		return new StartupTaskSettings(Binder.get(environment).bind("probity", ProbityProperties.class).get(),
				environment);
	}

	@Test
	void aNameThatNoTaskHasStopsTheStart() {
		this.runner.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.withPropertyValues("probity.startup.tasks.worm-cache.timeout=1s")
			.run((context) -> explains(context,
					"The property 'probity.startup.tasks.worm-cache' names a startup task that does not exist.",
					"Use one of the startup tasks of this application (warmCache), or set 'probity.validate-names' to false."));
		this.runner.withPropertyValues("probity.startup.tasks.worm-cache.timeout=1s", "probity.validate-names=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void aValueThatCannotBeStopsTheStart() {
		this.runner.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.withPropertyValues("probity.startup.tasks.warm-cache.timeout=1ms")
			.run((context) -> explains(context,
					"The timeout of the startup task 'warmCache' is 1ms, but it must be from 10ms to 365d.",
					"Correct the property 'probity.startup.tasks.warm-cache.timeout'."));
	}

	@Test
	void aDependencyThatDoesNotExistStopsTheStart() {
		this.runner.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.withBean("index", StartupTask.class, () -> this::waiting)
			.withPropertyValues("probity.startup.tasks.warm-cache.depends-on=schema")
			.run((context) -> explains(context,
					"The startup task 'warmCache' depends on 'schema', which does not exist.",
					"Correct the 'dependsOn' of its policy, or 'probity.startup.tasks.warmCache.depends-on', to name other startup tasks of this application (index)."));
	}

	@Test
	void aCircleStopsTheStartAndNamesItsTasksAndBeans() {
		this.runner.withBean("a", StartupTask.class, () -> this::waiting)
			.withBean("beanOfB", StartupTaskRegistration.class,
					() -> new StartupTaskRegistration("b", this::waiting, StartupTaskPolicy.defaults().dependsOn("c")))
			.withBean("c", StartupTask.class, () -> this::waiting)
			.withBean("d", StartupTask.class, () -> this::waiting)
			.withPropertyValues("probity.startup.tasks.d.depends-on=a", "probity.startup.tasks.a.depends-on=b",
					"probity.startup.tasks.c.depends-on=A")
			.run((context) -> explains(context,
					"Startup tasks depend on each other in a circle: 'a' -> 'b' (bean 'beanOfB') -> 'c' -> 'a'.",
					"Remove one of these names from the 'dependsOn' of the task's policy, or from 'probity.startup.tasks.<name>.depends-on'."));
	}

	@Test
	void aNameThatIsTakenStopsTheStart() {
		this.runner.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.withBean("other", StartupTaskRegistration.class,
					() -> new StartupTaskRegistration("warm-cache", this::waiting, StartupTaskPolicy.defaults()))
			.run((context) -> explains(context,
					"Two startup tasks have the same name: 'warmCache' of the bean 'warmCache' and 'warm-cache' of the bean 'other'.",
					"Rename one of them; only letters and digits count, in either case."));
	}

	@Test
	void tasksOfAChildContextCountAndMayDependOnThoseOfTheParent() {
		this.runner.withBean("schema", StartupTask.class, () -> this::waiting).run((parent) -> {
			Contexts.withoutWeb().withParent(parent).withBean("warmCache", StartupTask.class, () -> (progress) -> {
			}).withPropertyValues("probity.startup.tasks.warm-cache.depends-on=schema").run((child) -> {
				assertThat(child.getBean(StartupTasks.class)).isSameAs(parent.getBean(StartupTasks.class));
				Contexts.ready(parent);
				Contexts.ready(child);
				assertThat(outstanding(child)).contains("warmCache waiting for schema");
				this.released.countDown();
				Contexts.awaitStatus(child, "startup", ProbeStatus.UP);
			});
		});
	}

	@Test
	void whatAllContextsReadOfATaskThatOnlyAChildHasTakesNamesThatAreNotValidated() {
		String shared = "probity.startup.tasks.warm-cache.depends-on=schema";
		this.runner.withPropertyValues(shared)
			.run((parent) -> explains(parent,
					"The property 'probity.startup.tasks.warm-cache' names a startup task that does not exist.",
					"Use one of the startup tasks of this application (it has none), or set 'probity.validate-names' to false."));
		this.runner.withPropertyValues(shared, "probity.validate-names=false")
			.withBean("schema", StartupTask.class, () -> this::waiting)
			.run((parent) -> child(parent, () -> this::waiting)
				.withPropertyValues(shared, "probity.validate-names=false")
				.run((child) -> assertThat(outstanding(child)).contains("warmCache waiting for schema")));
	}

	@Test
	void twoChildContextsMayHaveTasksOfTheSameNameAndEachWaitsForItsOwn() {
		this.runner.run((parent) -> {
			Contexts.ready(parent);
			child(parent, () -> this::waiting).run((one) -> {
				assertThat(one).hasNotFailed();
				child(parent, () -> (progress) -> {
				}).withBean("index", StartupTask.class, () -> (progress) -> this.done.countDown())
					.withPropertyValues("probity.startup.tasks.index.depends-on=warm-cache")
					.run((other) -> {
						assertThat(other).hasNotFailed();
						assertThat(this.done.await(30, TimeUnit.SECONDS)).isTrue();
						assertThat(parent.getBean(StartupTasks.class).names()).containsExactly("warmCache", "warmCache",
								"index");
					});
				assertThat(parent.getBean(StartupTasks.class).names()).containsExactly("warmCache");
			});
			assertThat(parent.getBean(StartupTasks.class).names()).isEmpty();
		});
	}

	@Test
	void aChildContextDoesNotKnowTheTasksOfAnother() {
		this.runner.run((parent) -> child(parent, () -> this::waiting).run((one) -> Contexts.withoutWeb()
			.withParent(parent)
			.withBean("index", StartupTask.class, () -> this::waiting)
			.withPropertyValues("probity.startup.tasks.index.depends-on=warm-cache")
			.run((other) -> explains(other, "The startup task 'index' depends on 'warm-cache', which does not exist.",
					"Correct the 'dependsOn' of its policy, or 'probity.startup.tasks.index.depends-on', to name other startup tasks of this application (it has none)."))));
	}

	@Test
	void aChildContextMayNotTakeTheNameOfATaskOfTheContextsAbove() {
		this.runner.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.run((parent) -> Contexts.withoutWeb()
				.withParent(parent)
				.run((between) -> child(between, () -> this::waiting).run((below) -> explains(below,
						"The startup task 'warmCache' has the name of one of a parent context.",
						"Rename one of them; only letters and digits count, in either case."))));
	}

	private static ApplicationContextRunner child(AssertableApplicationContext parent, Supplier<StartupTask> task) {
		return Contexts.withoutWeb().withParent(parent).withBean("warmCache", StartupTask.class, task);
	}

	@Test
	void aContextThatClosesInterruptsItsTasksWithoutAWord() {
		AtomicBoolean interrupted = new AtomicBoolean();
		CountDownLatch inside = new CountDownLatch(1);
		try (LoggedLines log = new LoggedLines(StartupTasks.class)) {
			this.runner.withPropertyValues("probity.startup.on-failure=exit")
				.withBean("warmCache", StartupTask.class, () -> (progress) -> {
					try {
						inside.countDown();
						this.released.await();
					}
					catch (InterruptedException ex) {
						interrupted.set(true);
						throw ex;
					}
				})
				.run((context) -> inside.await());
			await().untilTrue(interrupted);
			await().untilAsserted(() -> assertThat(threads()).isEmpty());
			assertThat(log.next()).containsExactly("DEBUG Startup task 'warmCache' started");
		}
	}

	@Test
	void aListenerThatBlocksDelaysNeitherTasksNorTimeoutsNorOtherListeners() {
		CountDownLatch blocked = new CountDownLatch(1);
		List<String> told = new CopyOnWriteArrayList<>();
		StartupTaskListener blocking = new StartupTaskListener() {

			@Override
			public void onStarted(String task) {
				blocked.countDown();
				awaitRelease();
			}

			@Override
			public void onFinished(StartupTaskResult result) {
				told.add(result.task());
			}

		};
		StartupTaskListener other = new StartupTaskListener() {

			@Override
			public void onFinished(StartupTaskResult result) {
				told.add("other " + result.task() + " " + result.outcome());
			}

		};
		this.runner.withBean("blocking", StartupTaskListener.class, () -> blocking)
			.withBean("other", StartupTaskListener.class, () -> other)
			.withBean("first", StartupTask.class, () -> (progress) -> blocked.await())
			.withBean("second", StartupTask.class, () -> (progress) -> {
			})
			.withBean("hanging", StartupTask.class, () -> this::waiting)
			.withPropertyValues("probity.startup.tasks.second.depends-on=first",
					"probity.startup.tasks.hanging.timeout=200ms", "probity.startup.tasks.hanging.criticality=optional")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
				await().untilAsserted(() -> assertThat(told).containsExactlyInAnyOrder("other first DONE",
						"other second DONE", "other hanging TIMED_OUT"));
				this.released.countDown();
				await().untilAsserted(() -> assertThat(told).contains("first", "second", "hanging"));
			});
	}

	@Test
	void anExceptionThatTakesItsTimeToSayWhatItIsDelaysNoOtherTask() {
		this.runner.withBean("slow", StartupTask.class, () -> (progress) -> {
			throw new IllegalStateException() {

				@Override
				public String getMessage() {
					awaitRelease();
					return "at last";
				}

			};
		})
			.withBean("hanging", StartupTask.class, () -> this::waiting)
			.withPropertyValues("probity.startup.tasks.hanging.timeout=200ms", "probity.startup.tasks.slow.timeout=1m")
			.run((context) -> {
				await().untilAsserted(
						() -> assertThat(outstanding(context)).contains("hanging stuck: timed out after 200ms"));
				this.released.countDown();
				await().untilAsserted(() -> assertThat(outstanding(context))
					.anyMatch((condition) -> condition.startsWith("slow failed after 1 attempt: ")
							&& condition.endsWith("at last")));
			});
	}

	private void awaitRelease() {
		while (this.released.getCount() > 0) {
			try {
				this.released.await();
			}
			catch (InterruptedException ex) {
				// one that does not care
			}
		}
	}

	@Test
	void lazyBeansAreTasksToo() {
		this.runner.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				Contexts.ready(context);
				await().untilAsserted(() -> assertThat(threads()).contains("probity-startup-warmCache"));
			});
	}

	@Test
	void timingsAreStepsOfTheApplicationsStartup() {
		BufferingApplicationStartup startup = new BufferingApplicationStartup(1000);
		startup.addFilter((step) -> step.getName().equals("probity.startup.task"));
		this.runner.withInitializer((context) -> context.setApplicationStartup(startup))
			.withBean("warmCache", StartupTask.class, () -> (progress) -> {
			})
			.run((context) -> await().untilAsserted(
					() -> assertThat(startup.getBufferedTimeline().getEvents()).singleElement().satisfies((event) -> {
						StartupStep step = event.getStartupStep();
						assertThat(step.getTags()).extracting((tag) -> tag.getKey() + "=" + tag.getValue())
							.containsExactly("task=warmCache", "outcome=done", "attempts=1");
					})));
	}

	@Test
	void timingsAreMetrics() {
		this.runner
			.withConfiguration(
					AutoConfigurations.of(MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
			.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.withBean("index", StartupTask.class, () -> (progress) -> {
				throw new IllegalStateException("on purpose");
			})
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				await().untilAsserted(() -> assertThat(registry.find("probity.startup.task.duration")
					.tags("task", "index", "outcome", "failed")
					.timeGauge()).isNotNull());
				assertThat(registry.find("probity.startup.task.duration").tag("task", "warmCache").meters()).isEmpty();
				this.released.countDown();
				await().untilAsserted(() -> assertThat(registry.find("probity.startup.task.duration")
					.tags("task", "warmCache", "outcome", "done")
					.timeGauge()).isNotNull().satisfies((gauge) -> assertThat(gauge.value()).isGreaterThan(0)));
			});
	}

	@Test
	void withoutMicrometerThereAreTasksAndNoMetrics() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core."))
			.withBean("warmCache", StartupTask.class, () -> this::waiting)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(StartupTasks.class)
				.doesNotHaveBean("probityMetrics"));
	}

	@Test
	void withoutProbityThereAreNoTasks() {
		this.runner.withPropertyValues("probity.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(StartupTasks.class)
				.doesNotHaveBean(StartupCondition.class)
				.doesNotHaveBean("probityMetrics"));
	}

	@Test
	void theApplicationExitsOnKubernetesOnlyUnlessToldOtherwise() {
		MockEnvironment kubernetes = new MockEnvironment().withProperty("spring.main.cloud-platform", "kubernetes");
		MockEnvironment test = new MockEnvironment().withProperty("spring.main.cloud-platform", "kubernetes")
			.withProperty("org.springframework.boot.test.context.SpringBootTestContextBootstrapper", "true");
		StartupProperties unset = new StartupProperties(Map.of(), null, false, Duration.ofSeconds(10));
		StartupProperties exit = new StartupProperties(Map.of(), StartupFailureAction.EXIT, false,
				Duration.ofSeconds(10));
		StartupProperties stay = new StartupProperties(Map.of(), StartupFailureAction.STAY_DOWN, false,
				Duration.ofSeconds(10));
		assertThat(StartupTaskSettings.onFailure(unset, kubernetes)).isEqualTo(StartupFailureAction.EXIT);
		assertThat(StartupTaskSettings.onFailure(unset, test)).isEqualTo(StartupFailureAction.STAY_DOWN);
		assertThat(StartupTaskSettings.onFailure(unset, new MockEnvironment()))
			.isEqualTo(StartupFailureAction.STAY_DOWN);
		assertThat(StartupTaskSettings.onFailure(exit, test)).isEqualTo(StartupFailureAction.EXIT);
		assertThat(StartupTaskSettings.onFailure(stay, kubernetes)).isEqualTo(StartupFailureAction.STAY_DOWN);
	}

	private void waiting(StartupProgress progress) throws InterruptedException {
		progress.set(1, 2);
		this.released.await();
	}

	private static List<String> outstanding(AssertableApplicationContext context) {
		return context.getBean(Probes.class).outstanding().stream().map(OutstandingCondition::inWords).toList();
	}

	private static void explains(AssertableApplicationContext context, String description, String action) {
		assertThat(context.getStartupFailure()).isInstanceOfSatisfying(FailureAnalyzedException.class, (failure) -> {
			assertThat(failure.analysis().getDescription()).isEqualTo(description);
			assertThat(failure.analysis().getAction()).isEqualTo(action);
		});
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("probity-startup"))
			.toList();
	}

}
