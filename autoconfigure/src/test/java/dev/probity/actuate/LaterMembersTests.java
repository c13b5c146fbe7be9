package dev.probity.actuate;

import java.util.Map;

import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.GrpcOrders;
import dev.probity.load.ProbityLoadAutoConfiguration;
import dev.probity.probe.Criticality;
import dev.probity.probe.Probe;
import dev.probity.probe.Probes;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.vital.Heartbeat;
import dev.probity.vital.Heartbeats;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.grpc.server.autoconfigure.health.GrpcServerHealthAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Groups may name checks of Probity's that come while the application runs, although
 * Spring Boot validates what a group names at the start.
 */
@ExtendWith(OutputCaptureExtension.class)
class LaterMembersTests {

	private static final String READINESS = "management.endpoint.health.group.readiness.";

	private static final String WORKERS = "management.endpoint.health.group.workers.";

	private static final String ABSENT = "which does not exist in this application and is ignored.";

	private static final AutoConfigurations VITALS = AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class,
			ProbityVitalAutoConfiguration.class, ProbityLoadAutoConfiguration.class,
			ProbityServerAutoConfiguration.class);

	private final ApplicationContextRunner runner = Contexts.withoutWeb().withConfiguration(VITALS);

	@ParameterizedTest
	@ValueSource(strings = { "heartbeat/poller", "heartbeat" })
	void aHeartbeatThatBeginsLaterIsRequiredFromThenOn(String included, CapturedOutput output) {
		this.runner
			.withPropertyValues(READINESS + "include=readinessState," + included, WORKERS + "include=ping," + included,
					"management.endpoint.health.show-components=always")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain(ABSENT);
				assertThat(components(context, "workers")).containsOnlyKeys("ping");
				Heartbeat heartbeat = context.getBean(Heartbeats.class).start("poller");
				assertThat(criticality(context, "heartbeat/poller")).isEqualTo(Criticality.REQUIRED);
				assertThat(components(context, "workers")).containsOnlyKeys("ping", "heartbeat");
				assertThat(components(context, "readiness")).containsKey("heartbeat");
				heartbeat.stop();
				assertThat(components(context, "workers")).containsOnlyKeys("ping");
			});
	}

	@Test
	void theServerMayBeNamedWhereProbesAreAskedElsewhere(CapturedOutput output) {
		Contexts.withMvc()
			.withConfiguration(VITALS)
			.withPropertyValues("management.server.port=0", READINESS + "include=readinessState,server",
					WORKERS + "exclude=server")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).doesNotContain(ABSENT);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "server", "errorRate", "pool/reports" })
	void oneOfOursThatThisApplicationDoesNotHaveIsToldAndTakesNoPart(String name, CapturedOutput output) {
		this.runner.withPropertyValues(READINESS + "include=readinessState," + name, READINESS + "exclude=executor")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output).containsOnlyOnce(ABSENT)
					.contains("'" + READINESS + "include' names the check '" + name + "'");
				assertThat(context.getBean(CheckMonitor.class).snapshot(name)).isNull();
				assertThat(context.getBean(HealthEndpoint.class).healthForPath(name.split("/"))).isNull();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "lost", "heartbeats/poller", "server/main" })
	void anyOtherNameStillStopsTheStart(String name) {
		this.runner.withPropertyValues(READINESS + "include=readinessState," + name)
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("'" + name + "'"));
	}

	@Test
	void anIndicatorOfTheApplicationWithSuchANameStaysWhatItIs() {
		this.runner
			.withBean("serverHealthIndicator", HealthIndicator.class,
					() -> () -> Health.down().withDetail("rack", 7).build())
			.withPropertyValues(READINESS + "include=readinessState,server", "probity.defaults.retry-interval=20ms")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(criticality(context, "server")).isEqualTo(Criticality.REQUIRED);
			});
	}

	@Test
	void aServiceOfGrpcHealthMayNameThemToo() {
		this.runner.withConfiguration(AutoConfigurations.of(GrpcServerHealthAutoConfiguration.class))
			.withBean(GrpcOrders.class)
			.withPropertyValues("spring.grpc.server.health.service.work.include=heartbeat/poller")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static Criticality criticality(ConfigurableApplicationContext context, String check) {
		Probe readiness = context.getBean(Probes.class).probe("readiness");
		return readiness.criticalityOf(Contexts.check(context, check));
	}

	private static Map<String, HealthDescriptor> components(ConfigurableApplicationContext context, String group) {
		return ((CompositeHealthDescriptor) context.getBean(HealthEndpoint.class).healthForPath(group)).getComponents();
	}

}
