package dev.probity.registration;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import dev.probity.fixture.Contexts;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.startup.StartupTask;
import dev.probity.startup.StartupTasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Child contexts that fail, are closed, or are not made by Spring Boot hold back no
 * start, are not kept, and take nothing back that their parent has said.
 */
@Timeout(60)
class EndedChildContextTests {

	private final AnnotationConfigApplicationContext plain = new AnnotationConfigApplicationContext();

	@AfterEach
	void closeWhatNobodyElseCloses() {
		this.plain.close();
	}

	@Test
	void aChildThatFailsInARunnerIsNotWaitedFor() {
		startsWith((parent) -> assertThatException().isThrownBy(() -> child(parent, FailingApplication.class)));
	}

	@Test
	void aChildWhoseRunnerFailsIsNotWaitedFor() {
		startsWith((parent) -> assertThatException().isThrownBy(() -> child(parent, FailingRunnerApplication.class)));
	}

	@Test
	void aChildThatIsClosedBeforeItIsReadyIsNotWaitedFor() {
		startsWith((parent) -> child(parent, ClosedApplication.class));
	}

	@Test
	void aChildThatNoSpringApplicationHasMadeIsNotWaitedForOnceItIsRefreshed() {
		startsWith((parent) -> {
			this.plain.setParent(parent);
			this.plain.register(PlainChild.class);
			this.plain.refresh();
		});
	}

	@Test
	void theRequiredTaskOfAChildThatHasEndedIsNotWaitedForAndItsNameIsFree() {
		startsWith((parent) -> {
			for (int i = 0; i < 2; i++) {
				child(parent, HangingApplication.class).close();
			}
			assertThat(parent.getBean(StartupTasks.class).names()).isEmpty();
		});
	}

	@Test
	void aChildThatIsClosedDoesNotKeepItsParentFromClosing() {
		ConfigurableApplicationContext parent = start((context) -> child(context, PlainChild.class).close());
		parent.close();
		assertThat(parent.isActive()).isFalse();
	}

	@Test
	void aChildThatIsBeingMadeIsWaitedFor() {
		startsWith((parent) -> {
			ConfigurableApplicationContext child = child(parent, AskingApplication.class);
			assertThat(child.getBean(AskingApplication.class).seen).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
		});
	}

	@Test
	void theStartOfAChildDoesNotTakeBackThatTheParentRefusesTrafficOrIsBroken() {
		try (ConfigurableApplicationContext parent = start((context) -> {
		})) {
			AvailabilityChangeEvent.publish(parent, ReadinessState.REFUSING_TRAFFIC);
			AvailabilityChangeEvent.publish(parent, LivenessState.BROKEN);
			ConfigurableApplicationContext child = child(parent, PlainChild.class);
			assertThat(Contexts.status(parent, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(Contexts.status(parent, "liveness")).isEqualTo(ProbeStatus.DOWN);
			child.close();
			assertThat(Contexts.status(parent, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			AvailabilityChangeEvent.publish(parent, ReadinessState.ACCEPTING_TRAFFIC);
			AvailabilityChangeEvent.publish(parent, LivenessState.CORRECT);
			assertThat(Contexts.status(parent, "readiness")).isEqualTo(ProbeStatus.UP);
			assertThat(Contexts.status(parent, "liveness")).isEqualTo(ProbeStatus.UP);
		}
	}

	@Test
	void whatAChildSaysCountsAndEndsWithIt() {
		try (ConfigurableApplicationContext parent = start((context) -> {
		})) {
			ConfigurableApplicationContext child = child(parent, PlainChild.class);
			AvailabilityChangeEvent.publish(child, ReadinessState.REFUSING_TRAFFIC);
			AvailabilityChangeEvent.publish(child, LivenessState.BROKEN);
			AvailabilityChangeEvent.publish(parent, ReadinessState.ACCEPTING_TRAFFIC);
			assertThat(Contexts.status(parent, "readiness")).isEqualTo(ProbeStatus.OUT_OF_SERVICE);
			assertThat(Contexts.status(parent, "liveness")).isEqualTo(ProbeStatus.DOWN);
			child.close();
			assertThat(Contexts.status(parent, "readiness")).isEqualTo(ProbeStatus.UP);
			assertThat(Contexts.status(parent, "liveness")).isEqualTo(ProbeStatus.UP);
		}
	}

	private static void startsWith(Consumer<ConfigurableApplicationContext> runner) {
		try (ConfigurableApplicationContext parent = start(runner)) {
			assertThat(outstanding(parent)).isEmpty();
			assertThat(Contexts.status(parent, "startup")).isEqualTo(ProbeStatus.UP);
			assertThat(Contexts.status(parent, "readiness")).isEqualTo(ProbeStatus.UP);
		}
	}

	private static List<String> outstanding(ConfigurableApplicationContext context) {
		return context.getBean(Probes.class).outstanding().stream().map(OutstandingCondition::inWords).toList();
	}

	/**
	 * Without vital checks, nothing but the contexts is waited for.
	 */
	private static ConfigurableApplicationContext start(Consumer<ConfigurableApplicationContext> runner) {
		return new SpringApplicationBuilder(Parent.class)
			.initializers((context) -> context.getBeanFactory()
				.registerSingleton("runner", (ApplicationRunner) (arguments) -> runner.accept(context)))
			.properties("probity.vitals.enabled=false")
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.bannerMode(Banner.Mode.OFF)
			.run();
	}

	private static ConfigurableApplicationContext child(ConfigurableApplicationContext parent, Class<?> source) {
		return new SpringApplicationBuilder(source).parent(parent)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.bannerMode(Banner.Mode.OFF)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class Parent {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = { DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class,
			KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class PlainChild {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainChild.class)
	static class FailingApplication {

		@Bean
		InitializingBean failing() {
			return () -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainChild.class)
	static class FailingRunnerApplication {

		@Bean
		ApplicationRunner failing() {
			return (arguments) -> {
				throw new IllegalStateException("on purpose");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainChild.class)
	static class ClosedApplication {

		@Bean
		ApplicationRunner closing(ConfigurableApplicationContext context) {
			return (arguments) -> context.close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainChild.class)
	static class HangingApplication {

		@Bean
		StartupTask hanging() {
			return (progress) -> new CountDownLatch(1).await();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainChild.class)
	static class AskingApplication {

		private ProbeStatus seen;

		@Bean
		ApplicationRunner asking(ConfigurableApplicationContext context, AskingApplication application) {
			return (arguments) -> {
				Contexts.ready((ConfigurableApplicationContext) Objects.requireNonNull(context.getParent()));
				application.seen = Contexts.status(context, "startup");
			};
		}

	}

}
