package dev.probity.registration;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.probity.fixture.Contexts;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.lifecycle.StartupCondition;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.startup.StartupGate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What holds the start open may be a bean of any context of a hierarchy.
 */
@Timeout(60)
class ChildConditionsTests {

	private static final String THREAD = "probity-condition-tenants";

	private final AtomicBoolean known = new AtomicBoolean();

	private final ApplicationContextRunner runner = Contexts.withoutWeb();

	private ApplicationContextRunner childOf(ApplicationContext parent) {
		return Contexts.withoutWeb()
			.withParent(parent)
			.withBean(StartupGate.class, () -> new StartupGate("leader elected"))
			.withBean("tenants", StartupCondition.class, () -> new StartupCondition() {

				@Override
				public String description() {
					return "tenants known";
				}

				@Override
				public boolean isMet() {
					return ChildConditionsTests.this.known.get();
				}

			});
	}

	@Test
	void gatesAndConditionsOfAChildHoldTheStartOpen() {
		this.runner.run((parent) -> childOf(parent).run((child) -> {
			Contexts.ready(parent);
			Contexts.ready(child);
			await().untilAsserted(
					() -> assertThat(outstanding(parent)).containsExactly("tenants known", "leader elected"));
			child.getBean(StartupGate.class).open();
			assertThat(outstanding(parent)).containsExactly("tenants known");
			this.known.set(true);
			Contexts.awaitStatus(parent, "startup", ProbeStatus.UP);
			await().until(() -> !isAsked());
		}));
	}

	@Test
	void theyAreWaitedForNoLongerThanThereIsTheChild() {
		this.runner.run((parent) -> {
			childOf(parent).run((child) -> {
				Contexts.ready(parent);
				await().until(this::isAsked);
			});
			assertThat(outstanding(parent)).isEmpty();
			assertThat(Contexts.status(parent, "startup")).isEqualTo(ProbeStatus.UP);
			await().until(() -> !isAsked());
		});
	}

	@Test
	void thoseOfAChildThatIsMadeOnceTheInstanceIsUpAreNotAsked() {
		this.runner.run((parent) -> {
			Contexts.ready(parent);
			assertThat(Contexts.status(parent, "startup")).isEqualTo(ProbeStatus.UP);
			childOf(parent).run((child) -> {
				Contexts.ready(child);
				assertThat(Contexts.status(parent, "readiness")).isEqualTo(ProbeStatus.UP);
				assertThat(isAsked()).isFalse();
			});
		});
	}

	@Test
	void theInstanceDoesNotComeUpWhileItGoesDown() {
		this.runner.withBean(StartupGate.class, () -> new StartupGate("leader elected")).run((context) -> {
			Contexts.ready(context);
			Probes probes = context.getBean(Probes.class);
			context.close();
			assertThat(probes.hasCompletedStartup()).isFalse();
		});
	}

	private boolean isAsked() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).anyMatch(THREAD::equals);
	}

	private static List<String> outstanding(ConfigurableApplicationContext context) {
		return context.getBean(Probes.class).outstanding().stream().map(OutstandingCondition::inWords).toList();
	}

}
