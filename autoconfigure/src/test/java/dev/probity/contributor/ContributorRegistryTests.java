package dev.probity.contributor;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.probe.CheckRegistry;
import dev.probity.probe.Criticality;
import dev.probity.registration.StandInChecks;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Registering and unregistering, whoever does it, leaves Actuator's registries as they
 * would have been without Probity.
 */
class ContributorRegistryTests {

	private static final List<String> NAMES = List.of("one", "two", "three");

	@Test
	void aContributorWhosePlaceACheckHasTakenComesBack() {
		Contexts.withoutWeb().run((context) -> {
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			HealthContributor ping = registry.getContributor("ping");
			CheckRegistry checks = context.getBean(CheckRegistry.class);
			for (String name : new String[] { "ping", "ping/deep" }) {
				checks.register(name, (DependencyCheck) () -> CheckResult.failed("no"), Criticality.OBSERVED);
				await().until(() -> endpoint.healthForPath(name.split("/")).getStatus().getCode().equals("DOWN"));
				checks.unregister(name);
				assertThat(registry.getContributor("ping")).isSameAs(ping);
				assertThat(context.getBean(ReactiveHealthContributorRegistry.class).getContributor("ping")).isNull();
				assertThat(endpoint.healthForPath("ping").getStatus()).hasToString("UP");
			}
		});
	}

	@Test
	void whatCannotBeRegisteredForWantOfMemoryCanBeLater() {
		AtomicBoolean full = new AtomicBoolean(true);
		Contexts.withoutWeb().withBean(StandInChecks.class, () -> (name, check) -> {
			if (name.equals("late") && full.get()) {
				throw new OutOfMemoryError("Java heap space");
			}
			return check;
		}).run((context) -> {
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			HealthIndicator late = () -> Health.down().build();
			assertThatExceptionOfType(OutOfMemoryError.class)
				.isThrownBy(() -> registry.registerContributor("late", late));
			assertThat(registry.getContributor("late")).isNull();
			full.set(false);
			registry.registerContributor("late", late);
			await().until(() -> Contexts.check(context, "late").state() == CheckState.FAILING);
			assertThat(registry.unregisterContributor("late")).isSameAs(late);
			assertThat(context.getBean(CheckMonitor.class).snapshots()).doesNotContainKey("late");
		});
	}

	@Test
	void itComesBackThoughTheRegistrationFails() {
		Contexts.withoutWeb().run((context) -> {
			CheckRegistry checks = context.getBean(CheckRegistry.class);
			checks.register("ping/a", (DependencyCheck) CheckResult::passed, Criticality.OBSERVED);
			assertThatIllegalStateException()
				.isThrownBy(() -> checks.register("ping", (DependencyCheck) CheckResult::passed, Criticality.OBSERVED));
			assertThat(context.getBean(HealthEndpoint.class).healthForPath("ping", "a")).isNotNull();
			checks.unregister("ping/a");
			assertThat(context.getBean(HealthEndpoint.class).healthForPath("ping").getStatus()).hasToString("UP");
		});
	}

	@Test
	void aNameThatExistsIsRefusedAsActuatorRefusesIt() {
		Contexts.withoutWeb()
			.withBean("mailHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.run((context) -> {
				HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
				HealthIndicator other = () -> Health.down().build();
				for (String name : new String[] { "mail", "ping", "diskSpace", "liveness" }) {
					if (name.equals("liveness") || registry.getContributor(name) != null) {
						assertThatIllegalStateException().as(name)
							.isThrownBy(() -> registry.registerContributor(name, other));
					}
				}
				assertThatIllegalArgumentException().isThrownBy(() -> registry.registerContributor(" ", other));
				assertThatIllegalArgumentException().isThrownBy(() -> registry.registerContributor(null, other));
				assertThatIllegalArgumentException().isThrownBy(() -> registry.registerContributor("new", null));
				assertThat(context.getBean(CheckMonitor.class).snapshots()).doesNotContainKeys("new", "liveness");
				assertThatIllegalStateException()
					.isThrownBy(() -> context.getBean(CheckRegistry.class)
						.register("mail", (DependencyCheck) CheckResult::passed, Criticality.OBSERVED))
					.withMessageContaining("mail");
			});
	}

	@Test
	void ofManyThatRegisterOneNameOneSucceeds() {
		Contexts.withoutWeb().run((context) -> {
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			for (int round = 0; round < 50; round++) {
				AtomicInteger registered = new AtomicInteger();
				AtomicInteger refused = new AtomicInteger();
				concurrently((random) -> {
					try {
						registry.registerContributor("tenant", (HealthIndicator) () -> Health.up().build());
						registered.incrementAndGet();
					}
					catch (IllegalStateException ex) {
						refused.incrementAndGet();
					}
				});
				assertThat(registered).hasValue(1);
				assertThat(refused).hasValue(5);
				assertThat(context.getBean(CheckMonitor.class).snapshot("tenant")).isNotNull();
				assertThat(registry.unregisterContributor("tenant")).isNotNull();
				assertThat(context.getBean(CheckMonitor.class).snapshot("tenant")).isNull();
			}
		});
	}

	@Test
	void nothingIsLeftOfWhatComesAndGoesInActuatorsRegistry() {
		Contexts.withoutWeb().run((context) -> {
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			concurrently((random) -> {
				for (int i = 0; i < 200; i++) {
					String name = NAMES.get(random.nextInt(3));
					try {
						registry.registerContributor(name, (HealthIndicator) () -> Health.up().build());
					}
					catch (IllegalStateException ex) {
						registry.unregisterContributor(name);
					}
				}
			});
			NAMES.forEach(registry::unregisterContributor);
			nothingIsLeft(context.getBean(CheckMonitor.class), registry);
			NAMES.forEach((name) -> registry.registerContributor(name, (HealthIndicator) () -> Health.up().build()));
			assertThat(context.getBean(CheckMonitor.class).snapshots()).containsKeys("one", "two", "three");
		});
	}

	@Test
	void nothingIsLeftOfChecksThatComeAndGo() {
		Contexts.withoutWeb().run((context) -> {
			CheckRegistry checks = context.getBean(CheckRegistry.class);
			concurrently((random) -> {
				for (int i = 0; i < 200; i++) {
					String name = NAMES.get(random.nextInt(3));
					try {
						checks.register(name, (DependencyCheck) CheckResult::passed, Criticality.OPTIONAL);
					}
					catch (IllegalStateException ex) {
						checks.unregister(name);
					}
				}
			});
			NAMES.forEach(checks::unregister);
			nothingIsLeft(context.getBean(CheckMonitor.class), context.getBean(HealthContributorRegistry.class));
			NAMES.forEach((name) -> checks.register(name, (DependencyCheck) CheckResult::passed, Criticality.OPTIONAL));
			NAMES.forEach((name) -> assertThat(checks.unregister(name)).isTrue());
		});
	}

	private static void nothingIsLeft(CheckMonitor monitor, HealthContributorRegistry registry) {
		assertThat(monitor.snapshots()).doesNotContainKeys("one", "two", "three");
		NAMES.forEach((name) -> assertThat(registry.getContributor(name)).as(name).isNull());
	}

	@FunctionalInterface
	private interface Work {

		void run(SplittableRandom random);

	}

	private static void concurrently(Work work) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(6);
		CountDownLatch start = new CountDownLatch(1);
		List<Future<?>> done = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			int seed = i;
			done.add(threads.submit(() -> {
				start.await();
				work.run(new SplittableRandom(seed));
				return null;
			}));
		}
		start.countDown();
		threads.shutdown();
		for (Future<?> each : done) {
			each.get(30, TimeUnit.SECONDS);
		}
	}

}
