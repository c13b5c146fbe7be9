package dev.probity.registration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.change.VerdictChange;
import dev.probity.change.VerdictChangeListener;
import dev.probity.check.CheckChange;
import dev.probity.check.CheckResult;
import dev.probity.check.DependencyCheck;
import dev.probity.check.StateTransitionListener;
import dev.probity.fixture.Contexts;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.lifecycle.ReadinessOverrideChange;
import dev.probity.lifecycle.ReadinessOverrideListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A listener behind a scoped proxy is told once, through the proxy.
 */
@Timeout(60)
class ScopedListenersTests {

	private final EndingScope scope = new EndingScope();

	private final ApplicationContextRunner runner = Contexts.withoutWeb().withInitializer((context) -> {
		context.getBeanFactory().registerScope("ending", this.scope);
		EndingScope.register(context, "transitions", Transitions.class);
		EndingScope.register(context, "verdicts", Verdicts.class);
		EndingScope.register(context, "overrides", Overrides.class);
	}).withBean("stock", DependencyCheck.class, () -> CheckResult::passed);

	@Test
	void eachIsToldOnce() {
		this.runner.run((context) -> {
			Contexts.ready(context);
			await().untilAsserted(() -> assertThat(told(context, "verdicts")).contains("readiness UP"));
			context.getBean(ReadinessControl.class).notReady("a test", Duration.ofMinutes(1));
			await().untilAsserted(() -> assertThat(told(context, "overrides")).isNotEmpty());
			await().untilAsserted(() -> assertThat(told(context, "verdicts")).containsSubsequence("readiness UP",
					"readiness OUT_OF_SERVICE"));
			assertThat(told(context, "overrides")).hasSize(1);
			assertThat(told(context, "transitions")).containsExactly("stock");
			assertThat(told(context, "verdicts")).containsOnlyOnce("readiness UP");
		});
	}

	@Test
	void oneWhoseScopeIsNotActiveStopsNoStart() {
		this.scope.active = false;
		this.runner.run((context) -> assertThat(context).hasNotFailed());
	}

	private static List<String> told(ApplicationContext context, String listener) {
		return context.getBean(listener, Told.class).told();
	}

	abstract static class Told {

		private final List<String> told = new CopyOnWriteArrayList<>();

		List<String> told() {
			return this.told;
		}

	}

	static class Transitions extends Told implements StateTransitionListener {

		@Override
		public void onTransition(CheckChange transition) {
			told().add(transition.after().name());
		}

	}

	static class Verdicts extends Told implements VerdictChangeListener {

		@Override
		public void onChange(VerdictChange change) {
			told().add(change.probe().name() + " " + change.after().status());
		}

	}

	static class Overrides extends Told implements ReadinessOverrideListener {

		@Override
		public void onChange(ReadinessOverrideChange change) {
			told().add(String.valueOf(change.after()));
		}

	}

}
