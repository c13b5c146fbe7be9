package dev.probity.registration;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.change.ProbeObserver;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.Probe;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.startup.StartupProgress;
import dev.probity.startup.StartupTask;
import dev.probity.startup.StartupTaskListener;
import dev.probity.startup.StartupTaskResult;
import dev.probity.startup.StartupTasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A bean behind a scoped proxy is one bean, and what is behind it now is asked, as after
 * a refresh of Spring Cloud.
 */
@Timeout(60)
class ScopedBeansTests {

	private final EndingScope scope = new EndingScope();

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withInitializer((context) -> context.getBeanFactory().registerScope("ending", this.scope))
		.withPropertyValues("probity.defaults.interval=20ms", "probity.defaults.retry-interval=10ms",
				"probity.defaults.failure-threshold=1");

	private ApplicationContextRunner with(String name, Class<?> type) {
		return this.runner.withInitializer((context) -> EndingScope.register(context, name, type));
	}

	@Test
	void aCheckIsOneCheckAndItsNextInstanceIsAsked() {
		with("stock", Stock.class).run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			assertThat(names(context)).containsExactly("stock");
			this.scope.end();
			await().until(() -> this.scope.made("stock") == 2);
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void aReactiveCheckIsOneCheck() {
		with("search", Search.class).run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			assertThat(names(context)).containsExactly("search");
		});
	}

	@Test
	void aCheckWhoseScopeIsNotActiveStopsNoStart() {
		this.scope.active = false;
		with("stock", Stock.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Contexts.ready(context);
			await().until(() -> Contexts.check(context, "stock").lastResult() != null);
			assertThat(Contexts.check(context, "stock").lastResult().reason()).contains("not active");
		});
	}

	@Test
	void aStartupTaskIsRunOnce() {
		with("warmCache", WarmCache.class).withBean("told", Told.class).run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
			assertThat(context.getBean(StartupTasks.class).names()).containsExactly("warmCache");
			await().untilAsserted(() -> assertThat(context.getBean(Told.class).tasks()).containsExactly("warmCache"));
		});
	}

	@Test
	void aStartupConditionIsAwaitedOnceEvenIfItsScopeIsNotActive() {
		this.scope.active = false;
		with("leader", Leader.class).run((context) -> {
			assertThat(context).hasNotFailed();
			Contexts.ready(context);
			await().untilAsserted(() -> assertThat(outstanding(context)).singleElement()
				.asString()
				.startsWith("startup condition 'leader' cannot be evaluated: "));
			this.scope.active = true;
			Contexts.awaitStatus(context, "startup", ProbeStatus.UP);
		});
	}

	@Test
	void listenersAreToldOnce() {
		with("told", Told.class).withBean("warmCache", StartupTask.class, () -> (progress) -> {
		}).withBean("index", StartupTask.class, () -> (progress) -> {
		})
			.withPropertyValues("probity.startup.tasks.index.depends-on=warm-cache")
			.run((context) -> await().untilAsserted(
					() -> assertThat(context.getBean(Told.class).tasks()).containsExactly("warmCache", "index")));
	}

	@Test
	void anObserverOfTheShortPathsIsToldOnce() {
		Contexts.withMvc()
			.withInitializer((context) -> context.getBeanFactory().registerScope("ending", this.scope))
			.withInitializer((context) -> EndingScope.register(context, "observer", Observer.class))
			.run((context) -> {
				MockMvcTester.from(context.getSourceApplicationContext()).perform(MockMvcRequestBuilders.get("/livez"));
				assertThat(context.getBean("observer", Observer.class).answers()).isEqualTo(1);
			});
	}

	private static List<String> names(ConfigurableApplicationContext context) {
		return List.copyOf(context.getBean(CheckMonitor.class).snapshots().keySet());
	}

	private static List<String> outstanding(ConfigurableApplicationContext context) {
		return context.getBean(Probes.class).outstanding().stream().map(OutstandingCondition::inWords).toList();
	}

	static class Stock implements DependencyCheck, DisposableBean {

		private volatile boolean ended;

		@Override
		public CheckResult check() {
			return this.ended ? CheckResult.failed("its instance has ended") : CheckResult.passed();
		}

		@Override
		public void destroy() {
			this.ended = true;
		}

	}

	static class Search implements ReactiveDependencyCheck {

		@Override
		public Mono<CheckResult> check() {
			return Mono.just(CheckResult.passed());
		}

	}

	static class WarmCache implements StartupTask {

		@Override
		public void run(StartupProgress progress) {
			// warm
		}

	}

	static class Leader implements StartupCondition {

		@Override
		public String description() {
			return "leader elected";
		}

		@Override
		public boolean isMet() {
			return true;
		}

	}

	static class Told implements StartupTaskListener {

		private final List<String> tasks = new CopyOnWriteArrayList<>();

		List<String> tasks() {
			return this.tasks;
		}

		@Override
		public void onFinished(StartupTaskResult result) {
			this.tasks.add(result.task());
		}

	}

	static class Observer implements ProbeObserver {

		private final AtomicInteger answers = new AtomicInteger();

		int answers() {
			return this.answers.get();
		}

		@Override
		public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
			this.answers.incrementAndGet();
		}

	}

}
