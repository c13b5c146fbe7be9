package dev.probity.actuate;

import java.io.File;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.check.CheckKind;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.fixture.StubDataSource;
import dev.probity.load.ProbityLoadAutoConfiguration;
import dev.probity.probe.Criticality;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.server.ProbityServerAutoConfiguration;
import dev.probity.vital.ProbityHeartbeatAutoConfiguration;
import dev.probity.vital.ProbityVitalAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.application.DiskSpaceHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the application says to Actuator about what Probity replaces or stands beside has
 * its effect, or a word.
 */
@ExtendWith(OutputCaptureExtension.class)
class ActuatorSettingsTests {

	private static final String DISK = "management.health.diskspace.";

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withConfiguration(AutoConfigurations.of(ProbityHeartbeatAutoConfiguration.class,
				ProbityVitalAutoConfiguration.class, ProbityLoadAutoConfiguration.class,
				ProbityServerAutoConfiguration.class, DiskSpaceHealthContributorAutoConfiguration.class));

	@Test
	void thereIsOneCheckOfTheDiskAndItIsRequired() {
		this.runner.run((context) -> {
			assertThat(disks(context)).containsExactly("diskSpace");
			CheckSnapshot disk = Contexts.check(context, "diskSpace");
			assertThat(disk.kind()).isEqualTo(CheckKind.VITAL);
			assertThat(disk.policy().interval()).hasSeconds(30);
			assertThat(criticality(context)).isEqualTo(Criticality.REQUIRED);
			await().until(() -> Contexts.check(context, "diskSpace").state() == CheckState.PASSING);
			assertThat(Contexts.check(context, "diskSpace").lastResult().details()).containsKeys("total", "free",
					"threshold", "path", "exists");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { DISK + "threshold=900PB", "probity.vitals.disk.threshold=900000TB" })
	void aDiskThatIsTooFullByEitherSettingIsNotReady(String threshold) {
		this.runner
			.withPropertyValues(threshold.replace("900PB", "900000TB"), "probity.checks.disk.retry-interval=20ms")
			.run((context) -> {
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
				assertThat(disks(context)).containsExactly("diskSpace");
				await().until(() -> Contexts.check(context, "diskSpace").state() == CheckState.FAILING);
				assertThat(context.getBean(HealthEndpoint.class).healthForPath("diskSpace").getStatus())
					.hasToString("DOWN");
			});
	}

	@Test
	void whatOnlyOneOfThemSaysHolds() {
		String path = new File("target").getAbsolutePath();
		this.runner.withPropertyValues("probity.vitals.disk.threshold=20MB", DISK + "path=" + path).run((context) -> {
			await().until(() -> Contexts.check(context, "diskSpace").state() == CheckState.PASSING);
			assertThat(Contexts.check(context, "diskSpace").lastResult().details()).containsEntry("path", path)
				.containsEntry("threshold", 20L * 1024 * 1024);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "probity.checks.disk.criticality=optional",
			"probity.checks.diskSpace.criticality=optional", "probity.checks.disk-space.criticality=optional" })
	void bothNamesMeanIt(String property, CapturedOutput output) {
		this.runner
			.withPropertyValues(property, "probity.features.a.checks=disk", "probity.features.b.checks=disk-space",
					"probity.features.b.criticality.disk=optional")
			.run((context) -> {
				assertThat(criticality(context)).isEqualTo(Criticality.OPTIONAL);
				assertThat(probe(context, "a")).isEqualTo(Criticality.REQUIRED);
				assertThat(probe(context, "b")).isEqualTo(Criticality.OPTIONAL);
				assertThat(output).doesNotContain("no effect", "is ignored");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { DISK + "enabled=false", "management.health.defaults.enabled=false" })
	void whereItIsSwitchedOffThereIsNone(String property, CapturedOutput output) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(disks(context)).isEmpty();
			assertThat(context.getBean(CheckMonitor.class).snapshots()).containsKeys("deadlock", "memory");
		});
		this.runner.withPropertyValues(property, "probity.vitals.disk.path=/").run((context) -> {
			assertThat(disks(context)).isEmpty();
			assertThat(output)
				.containsOnlyOnce("'probity.vitals.disk' has no effect: 'management.health.diskspace.enabled'");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "probity.vitals.exclude=disk", "probity.vitals.exclude=disk-space",
			"probity.vitals.enabled=false" })
	void whereTheVitalIsLeftOutTheIndicatorIsOneOfMany(String property) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(disks(context)).containsExactly("diskSpace");
			assertThat(criticality(context)).isEqualTo(Criticality.OBSERVED);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "probity.adopt.enabled=false", "probity.adopt.exclude=diskSpace" })
	void whatAProbeLooksAtIsACheckWhateverIsAdopted(String property, CapturedOutput output) {
		this.runner.withPropertyValues(property).run((context) -> {
			assertThat(criticality(context)).isEqualTo(Criticality.REQUIRED);
			assertThat(output.getOut().contains("'diskSpace', but a probe or gRPC health includes it"))
				.isEqualTo(property.contains("exclude"));
		});
	}

	@Test
	void anExcludeOfWhatIsACheckByItselfIsTold(CapturedOutput output) {
		this.runner.withBean("stock", DataSource.class, StubDataSource::new)
			.withPropertyValues("probity.adopt.exclude=db,redis")
			.run((context) -> {
				assertThat(Contexts.check(context, "db")).isNotNull();
				assertThat(output).containsOnlyOnce("'probity.adopt.exclude' has no effect on 'db'")
					.doesNotContain("no effect on 'redis'");
			});
	}

	@Test
	void anIndicatorOfTheApplicationForTheDiskIsTheCheck() {
		this.runner
			.withBean("diskSpaceHealthIndicator", HealthIndicator.class,
					() -> () -> Health.down().withDetail("volume", "data").build())
			.withPropertyValues("probity.checks.disk.retry-interval=20ms")
			.run((context) -> {
				assertThat(disks(context)).containsExactly("diskSpace");
				await().until(() -> Contexts.check(context, "diskSpace").state() == CheckState.FAILING);
				Contexts.ready(context);
				assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.DOWN);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "deadlock", "memory", "scheduler", "fileDescriptors" })
	void eachOfOursIsSwitchedOffAsAnyContributor(String name) {
		Stream.of(name, name.replace("D", "-d"), name.toLowerCase(Locale.ROOT))
			.forEach(
					(written) -> this.runner.withPropertyValues("management.health.%s.enabled=false".formatted(written))
						.run((context) -> {
							assertThat(context.getBean(CheckMonitor.class).snapshots()).doesNotContainKey(name)
								.isNotEmpty();
							assertThat(context.getBean(HealthContributorRegistry.class).getContributor(name)).isNull();
						}));
	}

	@Test
	void statusesThatProbesDoNotFollowAreTold(CapturedOutput output) {
		String health = "management.endpoint.health.";
		this.runner
			.withPropertyValues(health + "status.http-mapping.down=200", health + "status.http-mapping.fatal=500",
					health + "status.http-mapping.out-of-service=503", health + "status.order=fatal,down,up",
					health + "group.readiness.include=readinessState,diskSpace",
					health + "group.readiness.status.order=up,down",
					health + "group.readiness.status.http-mapping.degraded=207", health + "group.own.include=ping",
					health + "group.own.status.http-mapping.down=200")
			.run((context) -> assertThat(output).containsOnlyOnce("The probes ignore")
				.contains("'" + health + "status.http-mapping.down', '" + health + "group.readiness.status.order', '"
						+ health + "group.readiness.status.http-mapping.degraded': on every path a"));
	}

	@Test
	void ordinarySettingsAreNot(CapturedOutput output) {
		this.runner
			.withPropertyValues("management.endpoint.health.status.order=fatal,down,up",
					"management.endpoint.health.status.http-mapping.fatal=500",
					"management.endpoint.health.group.readiness.status.order=fatal,down,out-of-service,up,unknown",
					"management.endpoint.health.group.readiness.show-details=always")
			.run((context) -> assertThat(output).doesNotContain("The probes ignore"));
	}

	/**
	 * As Actuator asks with it for <code>/actuator/health/readiness/mail</code>.
	 */
	@Test
	void aComponentWithAStatusOfTheApplicationIsAnsweredAsTheApplicationSays() {
		this.runner
			.withPropertyValues("management.endpoint.health.status.http-mapping.fatal=500",
					"management.endpoint.health.group.liveness.status.http-mapping.fatal=507")
			.run((context) -> {
				HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
				assertThat(httpStatus(groups, "readiness", "FATAL")).isEqualTo(500);
				assertThat(httpStatus(groups, "liveness", "FATAL")).isEqualTo(507);
				assertThat(httpStatus(groups, "readiness", "BUSY")).isEqualTo(200);
				assertThat(httpStatus(groups, "readiness", "DOWN")).isEqualTo(503);
			});
	}

	@Test
	void aMemberThatNobodyKnowsStopsTheStartUnlessThatIsNotValidated() {
		String include = "management.endpoint.health.group.readiness.include=readinessState,db,lost";
		ApplicationContextRunner stock = this.runner.withBean("stock", DataSource.class, StubDataSource::new);
		stock.withPropertyValues(include)
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("'lost'"));
		stock.withPropertyValues(include, "management.endpoint.health.validate-group-membership=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static int httpStatus(HealthEndpointGroups groups, String group, String status) {
		return Objects.requireNonNull(groups.get(group)).getHttpCodeStatusMapper().getStatusCode(new Status(status));
	}

	private static Iterable<String> disks(ConfigurableApplicationContext context) {
		Map<String, CheckSnapshot> checks = context.getBean(CheckMonitor.class).snapshots();
		return checks.keySet().stream().filter((name) -> name.startsWith("disk")).toList();
	}

	private static Criticality criticality(ConfigurableApplicationContext context) {
		return probe(context, "readiness");
	}

	private static Criticality probe(ConfigurableApplicationContext context, String probe) {
		return context.getBean(Probes.class).probe(probe).criticalityOf(Contexts.check(context, "diskSpace"));
	}

}
