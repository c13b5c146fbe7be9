package dev.probity.registration;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.probity.change.ChangeHistory;
import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChangeListener;
import dev.probity.change.VerdictMonitor;
import dev.probity.check.CheckChange;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.StateTransitionListener;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideListener;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.CheckRegistry;
import dev.probity.probe.Probe;
import dev.probity.change.ProbeObserver;
import dev.probity.probe.ProbePaths;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.startup.StartupTask;
import dev.probity.startup.StartupTaskListener;
import dev.probity.time.Ticker;
import dev.probity.traffic.Traffic;
import dev.probity.vital.Heartbeats;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.ApplicationContextAssertProvider;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whatever listens to Probity, or holds up the start, may have injected what Probity
 * offers.
 */
class InjectedListenersTests {

	private static final Class<?>[] LISTENERS = { Transitions.class, Verdicts.class, Overrides.class, Tasks.class,
			Answers.class, Condition.class };

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void eachIsNotifiedWithoutWeb(boolean lazy) {
		eachIsNotified(Contexts.withoutWeb(), lazy);
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void eachIsNotifiedWithMvc(boolean lazy) {
		eachIsNotified(Contexts.withMvc(), lazy);
	}

	@Test
	void eachIsNotifiedWithWebFlux() {
		eachIsNotified(Contexts.withWebFlux(), false);
	}

	private static <R extends AbstractApplicationContextRunner<R, C, A>, C extends ConfigurableApplicationContext, A extends ApplicationContextAssertProvider<C>> void eachIsNotified(
			R runner, boolean lazy) {
		runner
			.withConfiguration(
					AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class, ProbityVitalAutoConfiguration.class))
			.withInitializer((context) -> prepare(context, lazy))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertNotified(context.getSourceApplicationContext());
			});
	}

	@Test
	void thoseOfAContextAboveAreNotified() {
		AnnotationConfigApplicationContext above = new AnnotationConfigApplicationContext();
		above.registerBean(Told.class);
		above.registerBean("alert", StateTransitionListener.class, () -> new StateTransitionListener() {

			@Override
			public void onTransition(CheckChange transition) {
				above.getBean(Told.class).by(Transitions.class);
			}

		});
		above.refresh();
		Contexts.withoutWeb()
			.withParent(above)
			.withBean("stock", DependencyCheck.class, () -> CheckResult::passed)
			.run((context) -> await().until(() -> above.getBean(Told.class).listeners.contains(Transitions.class)));
		above.close();
	}

	private static void prepare(ConfigurableApplicationContext context, boolean lazy) {
		GenericApplicationContext beans = (GenericApplicationContext) context;
		for (Class<?> listener : LISTENERS) {
			beans.registerBean(listener);
		}
		beans.registerBean(Told.class);
		beans.registerBean(Needs.class);
		beans.registerBean("stock", DependencyCheck.class, () -> CheckResult::passed);
		beans.registerBean("warmUp", StartupTask.class, () -> (progress) -> {
		});
		if (lazy) {
			context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
		}
	}

	private static void assertNotified(ConfigurableApplicationContext context) {
		Contexts.ready(context);
		Told told = context.getBean(Told.class);
		await().until(() -> told.listeners.containsAll(Set.of(Transitions.class, Tasks.class)));
		assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		context.getBean(Condition.class).met = true;
		Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		context.getBean(ReadinessControl.class).notReady("on purpose", Duration.ofMinutes(1));
		await().until(() -> told.listeners.containsAll(Set.of(Verdicts.class, Overrides.class)));
		assertThat(context.getBean(Answers.class).needs().probes()).isSameAs(context.getBean(Probes.class));
	}

	static class Told {

		private final Set<Class<?>> listeners = ConcurrentHashMap.newKeySet();

		void by(Class<?> listener) {
			this.listeners.add(listener);
		}

	}

	/**
	 * A service that has all that can be injected.
	 */
	record Needs(CheckRegistry registry, CheckMonitor monitor, Probes probes, VerdictMonitor verdicts,
			ReadinessControl control, Instance instance, Heartbeats heartbeats, Traffic traffic, ChangeHistory history,
			@Nullable ProbePaths paths, Ticker ticker) {

	}

	record Transitions(Needs needs, Told told) implements StateTransitionListener {

		@Override
		public void onTransition(CheckChange transition) {
			this.told.by(Transitions.class);
		}

	}

	record Verdicts(Needs needs, Told told) implements VerdictChangeListener {

		@Override
		public void onChange(VerdictChange change) {
			this.told.by(Verdicts.class);
		}

	}

	record Overrides(Needs needs, Told told) implements ReadinessOverrideListener {

		@Override
		public void onChange(ReadinessOverrideChange change) {
			this.told.by(Overrides.class);
		}

	}

	record Tasks(Needs needs, Told told) implements StartupTaskListener {

		@Override
		public void onStarted(String task) {
			this.told.by(Tasks.class);
		}

	}

	record Answers(Needs needs) implements ProbeObserver {

		@Override
		public <R> void onAnswer(Probe probe, ProbeStatus status, R request, UserAgent<R> userAgent) {
		}

	}

	static class Condition implements StartupCondition {

		private final Needs needs;

		private volatile boolean met;

		Condition(Needs needs) {
			this.needs = needs;
		}

		@Override
		public String description() {
			return "somebody says so";
		}

		@Override
		public boolean isMet() {
			return this.met && this.needs.monitor() != null;
		}

	}

}
