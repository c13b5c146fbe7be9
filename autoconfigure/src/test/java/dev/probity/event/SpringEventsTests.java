package dev.probity.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.probity.change.ChangeHistory;
import dev.probity.change.RecordedChange;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.Switch;
import dev.probity.lifecycle.ApplicationLiveness;
import dev.probity.lifecycle.Instance;
import dev.probity.lifecycle.LifecyclePhase;
import dev.probity.lifecycle.ReadinessControl;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.probe.VerdictReason;
import dev.probity.probe.VerdictReason.Cause;
import dev.probity.registration.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The events that an application gets of its checks and probes. No test asks a probe.
 */
@Timeout(60)
class SpringEventsTests {

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withUserConfiguration(Application.class)
		.withPropertyValues("probity.defaults.interval=20ms", "probity.defaults.retry-interval=10ms",
				"probity.defaults.failure-threshold=1", "probity.defaults.success-threshold=1");

	@Test
	void readinessIsToldWhenTheApplicationIsReadyAndWhenACheckFails() {
		this.runner.run((context) -> {
			Heard heard = context.getBean(Heard.class);
			Contexts.ready(context);
			await().untilAsserted(() -> assertThat(heard.readiness()).containsExactly(ProbeStatus.UP));
			context.getBean(Switch.class).fail();
			await()
				.untilAsserted(() -> assertThat(heard.readiness()).containsExactly(ProbeStatus.UP, ProbeStatus.DOWN));
			ReadinessChangedEvent event = heard.last(ReadinessChangedEvent.class);
			assertThat(event.isReady()).isFalse();
			assertThat(event.before().status()).isEqualTo(ProbeStatus.UP);
			assertThat(event.after().reasons()).extracting(VerdictReason::subject).containsExactly("orders");
			assertThat(context.getBean(Probes.class).hasSaidReady()).isFalse();
		});
	}

	@Test
	void aCheckIsToldBeforeTheProbeThatItChanges() {
		this.runner.run((context) -> {
			Heard heard = context.getBean(Heard.class);
			Contexts.ready(context);
			await().until(() -> heard.readiness().contains(ProbeStatus.UP));
			heard.events.clear();
			context.getBean(Switch.class).fail();
			await().until(() -> heard.events.size() == 2);
			assertThat(heard.events.get(0)).isInstanceOfSatisfying(CheckStateChangedEvent.class, (event) -> {
				assertThat(event.check()).isEqualTo("orders");
				assertThat(event.from()).isEqualTo(CheckState.PASSING);
				assertThat(event.to()).isEqualTo(CheckState.FAILING);
				assertThat(event.reason()).isEqualTo("switched off");
				assertThat(event.lasted()).isPositive();
			});
			assertThat(heard.events.get(1)).isInstanceOf(ReadinessChangedEvent.class);
		});
	}

	@Test
	void anAnswerThatGrowsStaleUnderADeadSchedulerIsTold() {
		this.runner.withPropertyValues("probity.defaults.timeout=500ms", "probity.defaults.max-age=2s")
			.run((context) -> {
				Heard heard = context.getBean(Heard.class);
				Contexts.ready(context);
				await().until(() -> heard.readiness().contains(ProbeStatus.UP));
				context.getBean(Engine.class).scheduler().pause();
				await().until(() -> heard.readiness().contains(ProbeStatus.DOWN));
				assertThat(heard.last(ReadinessChangedEvent.class).after().reasons()).extracting(VerdictReason::cause)
					.containsExactly(Cause.STALE);
			});
	}

	@Test
	void whatIsSaidOfTheInstanceIsTold() {
		this.runner.run((context) -> {
			Heard heard = context.getBean(Heard.class);
			Contexts.ready(context);
			await().until(() -> heard.readiness().contains(ProbeStatus.UP));
			context.getBean(ReadinessControl.class).notReady("on purpose", Duration.ofHours(1));
			await().until(() -> heard.readiness().contains(ProbeStatus.OUT_OF_SERVICE));
			AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
			AvailabilityChangeEvent.publish(context, LivenessState.BROKEN);
			await().until(() -> heard.last(LivenessChangedEvent.class) != null);
			assertThat(heard.last(LivenessChangedEvent.class).isLive()).isFalse();
		});
	}

	@Test
	void anOverrideThatExpiresByItselfIsTold() {
		this.runner.run((context) -> {
			Heard heard = context.getBean(Heard.class);
			Contexts.ready(context);
			await().until(() -> heard.readiness().contains(ProbeStatus.UP));
			heard.events.clear();
			context.getBean(ReadinessControl.class).notReady("on purpose", Duration.ofSeconds(2));
			await().untilAsserted(
					() -> assertThat(heard.readiness()).containsExactly(ProbeStatus.OUT_OF_SERVICE, ProbeStatus.UP));
		});
	}

	@Test
	void theLameDuckIsToldAndNothingOnceTheContextIsClosed() {
		this.runner.run((context) -> {
			Heard heard = context.getBean(Heard.class);
			Instance instance = context.getBean(Instance.class);
			Contexts.ready(context);
			await().until(() -> heard.readiness().contains(ProbeStatus.UP));
			instance.advanceTo(LifecyclePhase.LAME_DUCK);
			await().until(() -> heard.readiness().contains(ProbeStatus.OUT_OF_SERVICE));
			heard.events.clear();
			context.close();
			instance.publish(ApplicationLiveness.BROKEN);
			await().during(Duration.ofMillis(200)).until(heard.events::isEmpty);
		});
	}

	@Test
	void aListenerThatThrowsHurtsNobody() {
		this.runner.withBean(Thrower.class).run((context) -> {
			Heard heard = context.getBean(Heard.class);
			Contexts.ready(context);
			await().until(() -> context.getBean(Thrower.class).thrown.getCount() == 0);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			context.getBean(Switch.class).fail();
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			await().until(() -> heard.readiness().contains(ProbeStatus.DOWN));
		});
	}

	@Test
	void whatChecksLeaveBehindAtTheEndIsNoGoodNews() {
		this.runner.run((context) -> {
			ChangeHistory recorder = context.getBean(ChangeHistory.class);
			context.getBean(Switch.class).fail();
			Contexts.ready(context);
			await().until(() -> context.getBean(Heard.class).readiness().contains(ProbeStatus.DOWN));
			RecordedChange last = recorder.latest().get(0);
			context.stop();
			context.getBean(Engine.class).scheduler().unregister("orders");
			context.getBean(Engine.class).listeners().wake();
			await().during(Duration.ofMillis(200)).until(() -> recorder.latest().get(0).equals(last));
		});
	}

	@Test
	void listenersMayBeLazy() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				Contexts.ready(context);
				await().until(() -> context.getBean(Heard.class).readiness().contains(ProbeStatus.UP));
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

		@Bean
		Switch ordersSwitch() {
			return new Switch();
		}

		@Bean
		DependencyCheck orders(Switch ordersSwitch) {
			return ordersSwitch.dependency();
		}

		@Bean
		Heard heard() {
			return new Heard();
		}

	}

	static final class Heard {

		private final List<Object> events = new CopyOnWriteArrayList<>();

		@EventListener({ CheckStateChangedEvent.class, ReadinessChangedEvent.class, LivenessChangedEvent.class })
		void on(Object event) {
			assertThat(Thread.currentThread().getName()).isEqualTo("probity-listeners");
			this.events.add(event);
		}

		private List<ProbeStatus> readiness() {
			return this.events.stream()
				.filter(ReadinessChangedEvent.class::isInstance)
				.map((event) -> ((ReadinessChangedEvent) event).after().status())
				.toList();
		}

		private <T> T last(Class<T> type) {
			return this.events.stream()
				.filter(type::isInstance)
				.map(type::cast)
				.reduce((first, second) -> second)
				.orElse(null);
		}

	}

	static final class Thrower {

		private final CountDownLatch thrown = new CountDownLatch(1);

		@EventListener
		void on(CheckStateChangedEvent event) {
			this.thrown.countDown();
			throw new IllegalStateException("on purpose");
		}

	}

}
