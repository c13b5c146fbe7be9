package dev.probity.budget;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.fixture.Contexts;
import dev.probity.fixture.ServingContexts;
import dev.probity.fixture.LoggedLines;
import dev.probity.kafka.KafkaShutdownCostAutoConfiguration;
import dev.probity.registration.ProbityAutoConfiguration;
import dev.probity.settings.FailureAnalyzedException;
import jakarta.jms.ConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.boot.web.server.context.WebServerGracefulShutdownLifecycle;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.reactive.context.AnnotationConfigReactiveWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.grpc.server.NettyGrpcServerFactory;
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What is said of the end at the start, and which applications do not start because of
 * it.
 */
class ShutdownAnnouncementTests {

	private static final String ON_KUBERNETES = "spring.main.cloud-platform=kubernetes";

	private static final String TEST = "org.springframework.boot.test.context.SpringBootTestContextBootstrapper=true";

	private static final String GRACE_PERIOD = PodTermination.GRACE_PERIOD + "=";

	private final LoggedLines log = new LoggedLines(ShutdownAnnouncement.class);

	private final WebApplicationContextRunner web = ServingContexts.withTomcat();

	private final WebApplicationContextRunner pod = this.web.withPropertyValues(ON_KUBERNETES);

	private final ApplicationContextRunner elsewhere = Contexts.withoutWeb()
		.withConfiguration(AutoConfigurations.of(LifecycleAutoConfiguration.class));

	private final ApplicationContextRunner job = this.elsewhere.withPropertyValues(ON_KUBERNETES);

	@AfterEach
	void logAgain() {
		this.log.close();
	}

	@Test
	void onKubernetesOneLineSaysWhatTheManifestNeeds() {
		this.pod.run((context) -> {
			context.stop();
			context.start();
			assertThat(this.log.next())
				.containsExactly("INFO A SIGTERM may take 50s: lame duck 10s, graceful shutdown of the web server 30s, "
						+ "Tomcat's threads 7s (estimated), reserve 3s. "
						+ "On Kubernetes set terminationGracePeriodSeconds to at least 50.");
		});
	}

	@Test
	void whatTheManifestIsSaidToHaveIsSaidAgain() {
		this.elsewhere.withBean("worker", ThreadPoolTaskExecutor.class)
			.withPropertyValues(GRACE_PERIOD + "1m")
			.run((context) -> assertThat(this.log.next()).singleElement()
				.asString()
				.endsWith("to at least 33; it is set to 60s."));
	}

	@Test
	void whereALameDuckIsWantedItIsSaidAsWell() {
		this.elsewhere.withBean("worker", ThreadPoolTaskExecutor.class)
			.withPropertyValues("probity.lame-duck.enabled=true")
			.run((context) -> assertThat(this.log.next()).hasSize(1));
	}

	@Test
	void elsewhereAndInTestsNothingIsSaid() {
		this.elsewhere.withBean("worker", ThreadPoolTaskExecutor.class)
			.run((context) -> assertThat(this.log.next()).isEmpty());
		this.job.withBean("worker", ThreadPoolTaskExecutor.class)
			.withPropertyValues(GRACE_PERIOD + "33", TEST)
			.run((context) -> assertThat(this.log.next()).isEmpty());
	}

	@Test
	void nothingIsSaidOfWhatEndsAtOnce() {
		this.job.run((context) -> assertThat(this.log.next()).isEmpty());
	}

	@ParameterizedTest
	@ValueSource(strings = { "49", "49999ms" })
	void aGracePeriodThatIsTooShortStopsTheStartBeforeAPortIsOpen(String gracePeriod) {
		AtomicInteger opened = new AtomicInteger();
		this.web
			.withBean("servers", ApplicationListener.class,
					() -> (ApplicationListener<WebServerInitializedEvent>) (event) -> opened.incrementAndGet())
			.withPropertyValues(GRACE_PERIOD + gracePeriod)
			.run((context) -> {
				assertThat(context).hasFailed();
				assertThat(opened).hasValue(0);
				assertThat(this.log.next()).isEmpty();
			});
	}

	@Test
	void theFailureShowsTheArithmeticAndTheWaysOut() {
		this.web.withPropertyValues(GRACE_PERIOD + "30").run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription())
				.isEqualTo("A SIGTERM may take lame duck 10s + graceful shutdown of the web server 30s "
						+ "+ Tomcat's threads 7s (estimated) + reserve 3s = 50s, but Kubernetes kills the application after 30s, as the property "
						+ "'probity.kubernetes.termination-grace-period' says.");
			assertThat(analysis.getAction()).isEqualTo(
					"Set terminationGracePeriodSeconds of the pod, and the property with it, to 50 or more. Or shorten "
							+ "what takes so long: 'probity.lame-duck.duration' (lame duck), "
							+ "'spring.lifecycle.timeout-per-shutdown-phase' (graceful shutdown of the web server).");
		});
	}

	@Test
	void aTestFailsAsThePodWould() {
		this.elsewhere.withBean("worker", ThreadPoolTaskExecutor.class)
			.withPropertyValues(GRACE_PERIOD + "32", TEST)
			.run((context) -> assertThat(context).hasFailed());
	}

	/**
	 * Half a minute is what Kubernetes gives unless told otherwise.
	 */
	@Test
	void aPhaseOfTenSecondsFitsIntoTheDefaultOfKubernetes() {
		this.web.withPropertyValues(GRACE_PERIOD + "30", "spring.lifecycle.timeout-per-shutdown-phase=10s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@CsvSource({ GRACE_PERIOD + "0,is 0s; but it must be more than 0s",
			GRACE_PERIOD + "-30,is -30s; but it must be more than 0s",
			PodTermination.PRE_STOP + "=-1,is -1s; but it must be at least 0s" })
	void whatNoPodCanHaveStopsTheStart(String property, String reason) {
		this.job.withPropertyValues(property).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).startsWith("The property '%s' %s: "
				.formatted(property.substring(0, property.indexOf('=')), reason.replace(';', ',')));
			assertThat(analysis.getAction()).endsWith(", or remove it.");
		});
	}

	@Test
	void aPreStopHookSpendsTheSameGracePeriod() {
		this.job.withPropertyValues(PodTermination.PRE_STOP + "=7")
			.run((context) -> assertThat(parts()).isEqualTo("preStop 7s, reserve 3s"));
	}

	@Test
	void whatIsOffCostsNothing() {
		this.pod.withPropertyValues("probity.lame-duck.enabled=false", "server.shutdown=immediate")
			.run((context) -> assertThat(parts()).isEqualTo("Tomcat's threads 7s (estimated), reserve 3s"));
	}

	@Test
	void aReactiveServerCountsAsWell() {
		new ReactiveWebApplicationContextRunner(AnnotationConfigReactiveWebServerApplicationContext::new)
			.withConfiguration(AutoConfigurations.of(ProbityAutoConfiguration.class,
					ProbityShutdownBudgetAutoConfiguration.class, KafkaShutdownCostAutoConfiguration.class,
					LifecycleAutoConfiguration.class, NettyReactiveWebServerAutoConfiguration.class))
			.withBean(HttpHandler.class, () -> (request, response) -> response.setComplete())
			.withPropertyValues(ON_KUBERNETES, "server.port=0", "spring.reactor.netty.shutdown-quiet-period=0s")
			.run((context) -> assertThat(parts()).isEqualTo("lame duck 10s, graceful shutdown of the web server 30s, "
					+ "Reactor Netty's event loops 15s (estimated), reserve 3s"));
	}

	/**
	 * As an application has that adds an attribute to it, say.
	 */
	@Test
	void aServerCountsWhoeverHasExtendedItsFactory() {
		this.pod.withInitializer((context) -> ((GenericApplicationContext) context).registerBean("factory",
				TomcatServletWebServerFactory.class, () -> new TomcatServletWebServerFactory(0) {
				}))
			.run((context) -> assertThat(parts()).contains("Tomcat's threads 7s (estimated)"));
	}

	@Test
	void aManagementPortOfItsOwnHasRequestsOfItsOwn() {
		this.pod.withPropertyValues("management.server.port=9999")
			.run((context) -> assertThat(parts())
				.contains("web server 30s, management server 17s (estimated), Tomcat's threads 7s (estimated), "
						+ "reserve"));
		this.pod.withPropertyValues("management.server.port=9999", "server.shutdown=immediate")
			.run((context) -> assertThat(parts()).contains("lame duck 10s, management server 7s (estimated), Tomcat"));
	}

	/**
	 * What it is set to, it tells nobody.
	 */
	@Test
	void phasesOfALifecycleProcessorOfTheApplicationAreEstimated() {
		this.pod.withBean("lifecycleProcessor", DefaultLifecycleProcessor.class)
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=4s")
			.run((context) -> assertThat(parts()).contains("graceful shutdown of the web server 4s (estimated), "));
	}

	@Test
	void aPhaseCountsOnceAndOneByOne() {
		this.job.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=4s")
			.withBean("worker", ThreadPoolTaskExecutor.class)
			.withBean("other", ThreadPoolTaskExecutor.class, () -> {
				ThreadPoolTaskExecutor other = new ThreadPoolTaskExecutor();
				other.setPhase(7);
				return other;
			})
			.run((context) -> assertThat(parts())
				.isEqualTo("tasks of 'worker' 4s (estimated), tasks of 'other' 4s (estimated), reserve 3s"));
	}

	@Test
	void messageListenersFinishWhatTheyHaveAndProducersSendIt() {
		ApplicationContextRunner kafka = this.job.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withPropertyValues("spring.kafka.bootstrap-servers=localhost:1",
					"spring.kafka.listener.auto-startup=false");
		kafka.run((context) -> assertThat(parts()).isEqualTo("Kafka producer 30s, reserve 3s"));
		kafka.withUserConfiguration(Listening.class)
			.run((context) -> assertThat(parts()).isEqualTo("message listeners 30s, Kafka producer 30s, reserve 3s"));
		kafka.withUserConfiguration(Listening.class)
			.withClassLoader(new FilteredClassLoader("org.springframework.kafka"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void listenersOfOtherLibrariesStopAfterTheLameDuckAndHaveAllTheTimeOfTheirPhase() {
		this.pod.withBean("pulsar", OtherListener.class)
			.run((context) -> assertThat(parts()).startsWith("lame duck 10s, message listeners 30s, "));
	}

	@Test
	void thatAJmsListenerIsWaitedForNoLongerIsAnEstimate() {
		this.pod.withBean("invoices", DefaultMessageListenerContainer.class, () -> {
			DefaultMessageListenerContainer container = new DefaultMessageListenerContainer();
			container.setConnectionFactory(mock(ConnectionFactory.class));
			container.setDestinationName("invoices");
			container.setAutoStartup(false);
			return container;
		}).run((context) -> assertThat(parts()).startsWith("lame duck 10s, message listeners 20s (estimated), "));
	}

	@Test
	void messageListenersThatStopWithTheLameDuckHaveItsTimeAsWell() {
		WebApplicationContextRunner kafka = this.pod
			.withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
			.withUserConfiguration(Listening.class)
			.withPropertyValues("spring.kafka.bootstrap-servers=localhost:1",
					"spring.kafka.listener.auto-startup=false");
		kafka.run((context) -> assertThat(parts()).startsWith("lame duck 10s, message listeners 20s, "));
		kafka.withPropertyValues("probity.lame-duck.duration=30s")
			.run((context) -> assertThat(parts()).startsWith("lame duck 30s, graceful shutdown"));
		kafka.withPropertyValues("probity.lame-duck.consumers=serve")
			.run((context) -> assertThat(parts()).startsWith("lame duck 10s, message listeners 30s, "));
	}

	@Test
	void taskPoolsCountIfAnythingUsesThem() {
		ApplicationContextRunner tasks = this.job.withConfiguration(
				AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class));
		tasks.run((context) -> assertThat(this.log.next()).isEmpty());
		tasks.withUserConfiguration(Async.class)
			.run((context) -> assertThat(parts()).isEqualTo("tasks of 'applicationTaskExecutor' 30s, reserve 3s"));
		tasks.withUserConfiguration(Scheduled.class)
			.run((context) -> assertThat(parts()).isEqualTo("tasks of 'taskScheduler' 30s, reserve 3s"));
		tasks.withUserConfiguration(Submitting.class)
			.run((context) -> assertThat(parts()).isEqualTo("tasks of 'applicationTaskExecutor' 30s, reserve 3s"));
	}

	@Test
	void poolsOfOnePhaseAreWaitedForTogether() {
		this.job.withBean("worker", ThreadPoolTaskExecutor.class)
			.withBean("timer", SimpleAsyncTaskScheduler.class)
			.run((context) -> assertThat(parts())
				.isEqualTo("tasks of 'worker' and tasks of 'timer' 30s (estimated), reserve 3s"));
	}

	@Test
	void executorsThatAwaitTerminationDoSoOneAfterAnother() {
		this.job
			.withConfiguration(
					AutoConfigurations.of(TaskExecutionAutoConfiguration.class, TaskSchedulingAutoConfiguration.class))
			.withUserConfiguration(Scheduled.class)
			.withPropertyValues("spring.task.execution.shutdown.await-termination=true",
					"spring.task.execution.shutdown.await-termination-period=20s",
					"spring.task.scheduling.shutdown.await-termination=true",
					"spring.task.scheduling.shutdown.await-termination-period=8s")
			.run((context) -> assertThat(parts().split(", ")).containsExactlyInAnyOrder(
					"termination of 'applicationTaskExecutor' 20s", "termination of 'taskScheduler' 8s", "reserve 3s"));
	}

	/**
	 * Spring takes it for none as well.
	 */
	@Test
	void lessThanNoTimeIsNone() {
		this.job.withConfiguration(AutoConfigurations.of(TaskExecutionAutoConfiguration.class))
			.withBean("worker", ThreadPoolTaskExecutor.class)
			.withPropertyValues("spring.lifecycle.timeout-per-shutdown-phase=-1s",
					"spring.task.execution.shutdown.await-termination=true",
					"spring.task.execution.shutdown.await-termination-period=-1s")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(this.log.next()).isEmpty();
			});
	}

	/**
	 * Its termination would be known to nobody but the application.
	 */
	@Test
	void whatAnExecutorOfTheApplicationAwaitsIsForTheApplicationToSay() {
		this.job.withBean("simple", SimpleAsyncTaskExecutor.class, () -> {
			SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor();
			executor.setTaskTerminationTimeout(3000);
			return executor;
		}).run((context) -> assertThat(this.log.next()).isEmpty());
	}

	/**
	 * A number without a unit means seconds there.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "12s", "12", "PT12S" })
	void aGrpcServerHasAGracePeriodOfItsOwnAndALameDuck(String period) {
		this.job.withBean(GrpcServerLifecycle.class,
				() -> new GrpcServerLifecycle(new NettyGrpcServerFactory("localhost:0", List.of(), null, null, null),
						Duration.ofSeconds(12), (event) -> {
						}))
			.withPropertyValues("spring.grpc.server.shutdown.grace-period=" + period)
			.run((context) -> assertThat(parts()).isEqualTo("lame duck 10s, gRPC server 12s (estimated), reserve 3s"));
	}

	@Test
	void theApplicationMayAddWhatItKnows() {
		this.job
			.withBean(ShutdownCosts.class,
					() -> () -> List.of(new ShutdownStep("upload", Duration.ofMillis(2500), "upload.timeout")))
			.run((context) -> assertThat(parts()).isEqualTo("upload 2.5s, reserve 3s"));
	}

	@Test
	void whatTheApplicationEstimatesIsSaidToBeEstimated() {
		this.job
			.withBean(ShutdownCosts.class,
					() -> () -> List.of(new ShutdownStep("upload", Duration.ofSeconds(2), null).estimated()))
			.run((context) -> assertThat(parts()).isEqualTo("upload 2s (estimated), reserve 3s"));
	}

	@Test
	void aParentEndsWithItsChild() {
		this.job.withBean("worker", ThreadPoolTaskExecutor.class).run((parent) -> {
			this.log.next();
			this.pod.withParent(parent)
				.run((context) -> assertThat(parts())
					.isEqualTo("lame duck 10s, graceful shutdown of the web server 30s, "
							+ "tasks of 'worker' 30s (estimated), Tomcat's threads 7s (estimated), reserve 3s"));
		});
	}

	@Test
	void withoutTheLibraryOfWebServersTheRestIsCounted() {
		this.job.withClassLoader(new FilteredClassLoader(WebServerGracefulShutdownLifecycle.class))
			.withBean("worker", ThreadPoolTaskExecutor.class)
			.run((context) -> assertThat(parts()).isEqualTo("tasks of 'worker' 30s (estimated), reserve 3s"));
	}

	@Test
	void withoutProbityNothingIsChecked() {
		this.pod.withPropertyValues("probity.enabled=false", GRACE_PERIOD + "1")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static FailureAnalysis analysis(Throwable failure) {
		assertThat(failure).rootCause().isInstanceOf(FailureAnalyzedException.class);
		return ((FailureAnalyzedException) NestedExceptionUtils.getMostSpecificCause(failure)).analysis();
	}

	private String parts() {
		String line = String.join("\n", this.log.next());
		return line.replaceFirst("^INFO A SIGTERM may take \\d+s: (.*)\\. On Kubernetes .*", "$1");
	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		@KafkaListener(id = "orders", topics = "orders")
		void onOrder(String order) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync
	static class Async {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduled {

	}

	@Configuration(proxyBeanMethods = false)
	static class Submitting {

		@Bean
		Runnable submitter(ThreadPoolTaskExecutor applicationTaskExecutor) {
			return () -> applicationTaskExecutor.execute(() -> {
			});
		}

	}

	/**
	 * What several libraries call the containers of their listeners.
	 */
	interface MessageListenerContainer extends SmartLifecycle {

	}

	static final class OtherListener implements MessageListenerContainer {

		private boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

	}

}
