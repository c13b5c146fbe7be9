package dev.probity.grpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.GrpcOrders;
import dev.probity.settings.FailureAnalyzedException;
import dev.probity.shutdown.GrpcServers;
import dev.probity.shutdown.LameDuck;
import io.grpc.BindableService;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerServicesAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthSchedulerAutoConfiguration;
import org.springframework.boot.grpc.server.health.GrpcServerHealth;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.grpc.server.GrpcServerFactory;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * When gRPC health is Probity's, and when it stays what it was.
 */
@ExtendWith(OutputCaptureExtension.class)
class GrpcHealthAutoConfigurationTests {

	private static final String SERVICE = "grpcServerHealthService";

	private static final String SCHEDULER = "grpcServerHealthScheduler";

	// no server: a context of this kind starts none
	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withConfiguration(AutoConfigurations.of(GrpcServerHealthAutoConfiguration.class,
				GrpcServerHealthSchedulerAutoConfiguration.class))
		.withBean("taskScheduler", TaskScheduler.class, SimpleAsyncTaskScheduler::new)
		.withBean(GrpcOrders.class);

	@Test
	void springBootsServiceIsReplacedAndItsPollingEnds() {
		this.runner.run((context) -> {
			assertThat(context.getBean(SERVICE)).isInstanceOf(GrpcHealthService.class);
			assertThat(context).hasSingleBean(HealthStatusManager.class)
				.hasSingleBean(GrpcServerHealth.class)
				.doesNotHaveBean(SCHEDULER);
			assertThat(context).hasSingleBean(LameDuck.class).hasSingleBean(GrpcServers.class);
		});
	}

	@Test
	void itIsRegisteredOnceWithTheServer() {
		this.runner
			.withConfiguration(AutoConfigurations.of(GrpcServerAutoConfiguration.class,
					GrpcServerServicesAutoConfiguration.class, SslAutoConfiguration.class))
			.withPropertyValues("spring.grpc.server.port=0")
			.run((context) -> assertThat(context.getBean(GrpcServerFactory.class).createServer().getServices())
				.extracting((service) -> service.getServiceDescriptor().getName())
				.containsOnlyOnce(HealthGrpc.SERVICE_NAME));
	}

	@Test
	void whereGrpcHealthIsOffNothingIsServed() {
		this.runner.withPropertyValues("spring.grpc.server.health.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(GrpcHealth.class).doesNotHaveBean(SERVICE);
			assertThat(context).hasSingleBean(GrpcServers.class);
		});
	}

	@Test
	void withoutAnyGrpcServiceNothingIsServed() {
		Contexts.withoutWeb()
			.withConfiguration(AutoConfigurations.of(GrpcServerHealthAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(GrpcHealth.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.grpc.protobuf.services.", "org.springframework.boot.grpc." })
	void withoutOneOfTheLibrariesNothingIsServed(String library) {
		Contexts.withoutWeb()
			.withClassLoader(new FilteredClassLoader(library))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("probityGrpcHealth"));
	}

	@Test
	void whereProbityIsOffSpringBootsHealthStaysWhatItWas() {
		this.runner.withPropertyValues("probity.enabled=false").run((context) -> {
			assertThat(context).hasNotFailed().hasBean(SCHEDULER).doesNotHaveBean(GrpcHealth.class);
			assertThat(context.getBean(SERVICE))
				.isSameAs(context.getBean(HealthStatusManager.class).getHealthService());
		});
	}

	@Test
	void aManagerOfTheApplicationIsServedThroughProbity() {
		HealthStatusManager own = new HealthStatusManager();
		this.runner.withBean(HealthStatusManager.class, () -> own)
			.run((context) -> assertThat(context.getBean(SERVICE)).isInstanceOf(GrpcHealthService.class));
	}

	@Test
	void aMockInPlaceOfSpringBootsHealthIsLeftAlone() {
		GrpcServerHealth mock = mock(GrpcServerHealth.class);
		this.runner.withBean("grpcServerHealth", GrpcServerHealth.class, () -> mock)
			.run((context) -> assertThat(context.getBean(GrpcServerHealth.class)).isSameAs(mock));
	}

	@Test
	void aHealthServiceOfTheApplicationIsLeftAlone() {
		this.runner.withPropertyValues("spring.grpc.server.health.enabled=false")
			.withBean("own", BindableService.class, () -> new HealthStatusManager().getHealthService())
			.run((context) -> assertThat(context.getBean("own")).isNotInstanceOf(GrpcHealthService.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "liveness", "readiness", "startup", "orders" })
	void aDeclaredServiceWithTheNameOfAProbeStopsTheStart(String name) {
		String property = "spring.grpc.server.health.service.%s".formatted(name);
		this.runner.withPropertyValues("probity.features.orders.checks=ping", property + ".include=ping")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(FailureAnalyzedException.class, (ex) -> {
					assertThat(ex.analysis().getDescription()).contains("'" + name + "'", "'" + property + "'");
					assertThat(ex.analysis().getAction()).contains("Remove or rename it.");
				}));
	}

	@Test
	void whatADeclaredServiceIncludesRunsInTheBackgroundWhateverIsSaidOfIt() {
		ApplicationContextRunner ledger = this.runner.withPropertyValues("probity.adopt.exclude=ledger")
			.withBean("ledger", HealthIndicator.class, () -> () -> Health.up().build());
		ledger.run((context) -> assertThat(isChecked(context)).isFalse());
		ledger.withPropertyValues("spring.grpc.server.health.service.[shop.v1.Orders].include=ledger")
			.run((context) -> assertThat(isChecked(context)).isTrue());
		ledger.withPropertyValues("spring.grpc.server.health.service.[shop.v1.Orders].exclude=ledger")
			.run((context) -> assertThat(isChecked(context)).isFalse());
	}

	@Test
	void whileItStartsNothingServesOfWhichSomethingIsUnknown() {
		CountDownLatch released = new CountDownLatch(1);
		new ApplicationContextRunner().withBean("ledger", HealthIndicator.class, () -> () -> {
			awaitRelease(released);
			return Health.down().build();
		})
			.run((parent) -> this.runner.withParent(parent)
				.withBean("books", HealthIndicator.class, () -> () -> Health.up().build())
				.withPropertyValues("spring.grpc.server.health.service.reading.include=books",
						"probity.defaults.retry-interval=50ms")
				.run((context) -> {
					await().until(() -> statuses(context).get("reading") == ServingStatus.SERVING);
					assertThat(context.getBean(CheckMonitor.class).snapshot("ledger").lastRun()).isNull();
					assertThat(statuses(context)).containsEntry("", ServingStatus.NOT_SERVING);
					released.countDown();
					Contexts.ready(context);
					await().until(
							() -> context.getBean(CheckMonitor.class).snapshot("ledger").state() == CheckState.FAILING);
					assertThat(statuses(context)).containsEntry("", ServingStatus.NOT_SERVING);
				}));
	}

	private static Map<String, ServingStatus> statuses(ConfigurableApplicationContext context) {
		Map<String, ServingStatus> statuses = new HashMap<>();
		context.getBean(GrpcServerHealth.class).update(statuses::put);
		return statuses;
	}

	private static void awaitRelease(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void theServerAsAWholeIsServedUnlessItIsLeftOut() {
		this.runner.run((context) -> assertThat(said(context, "")).isEqualTo("NOT_SERVING"));
		ApplicationContextRunner leftOut = this.runner
			.withPropertyValues("spring.grpc.server.health.include-overall-health=false");
		leftOut.run((context) -> {
			assertThat(said(context, "")).isEqualTo("NOT_FOUND");
			assertThat(said(context, "readiness")).isEqualTo("NOT_SERVING");
			context.getBean(HealthStatusManager.class).setStatus("", ServingStatus.SERVING);
			assertThat(said(context, "")).as("the application says it itself").isEqualTo("SERVING");
		});
	}

	@Test
	void whatCannotHaveAnEffectIsTold(CapturedOutput output) {
		this.runner
			.withPropertyValues("spring.grpc.server.health.schedule.period=1s",
					"spring.grpc.server.health.status.mapping.DEGRADED=NOT_SERVING")
			.run((context) -> assertThat(output).containsOnlyOnce("'spring.grpc.server.health.schedule' has no effect")
				.containsOnlyOnce("'spring.grpc.server.health.status' does not apply to the services of the probes"));
	}

	private static String said(ConfigurableApplicationContext context, String service) {
		List<String> said = new ArrayList<>();
		context.getBean(GrpcHealth.class)
			.check(HealthCheckRequest.newBuilder().setService(service).build(), new StreamObserver<>() {

				@Override
				public void onNext(HealthCheckResponse response) {
					said.add(response.getStatus().name());
				}

				@Override
				public void onError(Throwable ex) {
					said.add(Status.fromThrowable(ex).getCode().name());
				}

				@Override
				public void onCompleted() {
					// what has been said stands
				}

			});
		return String.join(" ", said);
	}

	private static boolean isChecked(ConfigurableApplicationContext context) {
		return context.getBean(CheckMonitor.class).snapshot("ledger") != null;
	}

}
