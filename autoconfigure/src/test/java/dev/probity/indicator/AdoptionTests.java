package dev.probity.indicator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.check.DependencyCheck;
import dev.probity.check.TimeoutAction;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.probe.ProbeStatus;
import dev.probity.settings.FailureAnalyzedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * The application's health indicators run in the background, whether or not anybody has
 * named them.
 */
@ExtendWith(OutputCaptureExtension.class)
class AdoptionTests {

	private static final String ORDER = "management.endpoint.health.status.order=";

	private final AtomicReference<Health> health = new AtomicReference<>(Health.up().build());

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withBean("mailHealthIndicator", HealthIndicator.class, () -> this.health::get);

	@Test
	void anIndicatorThatNobodyNamedRunsGentlyAndIsOnlyObserved() {
		this.health.set(Health.down().withDetail("error", "refused").build());
		this.runner.run((context) -> {
			Contexts.ready(context);
			assertThat(Contexts.check(context, "mail").policy().interval()).isEqualTo(Duration.ofSeconds(30));
			assertThat(Contexts.check(context, "mail").policy().timeout()).isEqualTo(Duration.ofSeconds(10));
			awaitState(context, "mail", CheckState.FAILING);
			assertThat(details(context, "mail")).containsEntry("error", "refused");
			assertThat(known(context, "mail")).containsEntry("criticality", "OBSERVED")
				.containsEntry("error", "refused");
			assertThat(Contexts.status(context, "readiness")).isEqualTo(ProbeStatus.UP);
		});
	}

	@Test
	void itIsNeverAskedByWhoeverReadsIt() {
		AtomicInteger asked = new AtomicInteger();
		Contexts.withoutWeb().withBean("mailHealthIndicator", HealthIndicator.class, () -> () -> {
			asked.incrementAndGet();
			return Health.up().build();
		}).run((context) -> {
			awaitState(context, "mail", CheckState.PASSING);
			IntStream.range(0, 100).forEach((i) -> context.getBean(HealthEndpoint.class).health());
			assertThat(asked).hasValue(1);
		});
	}

	@Test
	void whoeverInjectsTheBeanStillGetsIt() {
		this.runner.run((context) -> {
			awaitState(context, "mail", CheckState.PASSING);
			this.health.set(Health.unknown().build());
			assertThat(context.getBean("mailHealthIndicator", HealthIndicator.class).health())
				.isEqualTo(Health.unknown().build());
		});
	}

	@Test
	void aReactiveIndicatorIsAdopted() {
		Contexts.withoutWeb()
			.withBean("searchHealthIndicator", ReactiveHealthIndicator.class,
					() -> () -> Mono.delay(Duration.ofMillis(1)).map((tick) -> Health.up().withDetail("n", 3).build()))
			.run((context) -> {
				awaitState(context, "search", CheckState.PASSING);
				assertThat(details(context, "search")).containsEntry("n", 3);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "mail/eu", "mail of eu" })
	void oneWhoseNameCannotBeThatOfACheckIsShownAsStockShowsItAndTold(String name, CapturedOutput output) {
		Contexts.withoutWeb().withBean(name, HealthIndicator.class, () -> this.health::get).run((context) -> {
			assertThat(context.getBean(CheckMonitor.class).snapshots()).isEmpty();
			assertThat(context.getBean(HealthContributorRegistry.class)).extracting(HealthContributors.Entry::name)
				.contains(name)
				.doesNotContain("mail");
		});
		assertThat(output).containsOnlyOnce("The health indicator '" + name + "' runs on the thread of each caller");
	}

	@Test
	void aCompositeThatContainsItselfKeepsNothingElseFromBeingAdopted(CapturedOutput output) {
		CompositeHealthContributor endless = new CompositeHealthContributor() {

			@Override
			public HealthContributor getContributor(String name) {
				return this;
			}

			@Override
			public Stream<HealthContributors.Entry> stream() {
				return Stream.of(new HealthContributors.Entry("again", this));
			}

		};
		this.runner.withBean("endless", CompositeHealthContributor.class, () -> endless)
			.run((context) -> awaitState(context, "mail", CheckState.PASSING));
		assertThat(output).contains("Could not list the parts of the health contributor 'endless'");
	}

	@Test
	void aCompositeKeepsItsShape() {
		HealthIndicator up = () -> Health.up().build();
		HealthIndicator down = () -> Health.down().build();
		Contexts.withoutWeb()
			.withBean("brokersHealthContributor", CompositeHealthContributor.class,
					() -> CompositeHealthContributor.fromMap(Map.of("east",
							CompositeHealthContributor.fromMap(Map.of("one", up, "two", down)), "west", up)))
			.run((context) -> {
				awaitState(context, "brokers/east/one", CheckState.PASSING);
				awaitState(context, "brokers/east/two", CheckState.FAILING);
				awaitState(context, "brokers/west", CheckState.PASSING);
				CompositeHealthDescriptor brokers = (CompositeHealthDescriptor) health(context, "brokers");
				assertThat(brokers.getComponents()).containsOnlyKeys("east", "west");
				assertThat(health(context, "brokers", "east").getStatus().getCode()).isEqualTo("DOWN");
				assertThat(health(context, "brokers", "east", "one").getStatus().getCode()).isEqualTo("UP");
			});
	}

	@Test
	void itsOwnStatusIsShown() {
		assertStatus("OUT_OF_SERVICE", CheckState.FAILING);
		assertStatus("DOWN", CheckState.FAILING);
		assertStatus("UNKNOWN", CheckState.PASSING);
		assertStatus("UP", CheckState.PASSING);
		assertStatus("BUSY", CheckState.PASSING);
	}

	@Test
	void aStatusThatTheApplicationPutsBeforeOutOfServiceFails() {
		String[] order = { ORDER + "fatal,down,corrupt,out-of-service,busy,unknown,up" };
		assertStatus("FATAL", CheckState.FAILING, order);
		assertStatus("CORRUPT", CheckState.FAILING, order);
		assertStatus("OUT_OF_SERVICE", CheckState.FAILING, order);
		assertStatus("BUSY", CheckState.PASSING, order);
		assertStatus("STRANGE", CheckState.PASSING, order);
	}

	@Test
	void aStatusThatTheApplicationAnswersWithAnErrorFails() {
		String mapping = "management.endpoint.health.status.http-mapping.";
		String[] mappings = { mapping + "fatal=500", mapping + "busy=429", mapping + "odd=200" };
		assertStatus("FATAL", CheckState.FAILING, mappings);
		assertStatus("BUSY", CheckState.FAILING, mappings);
		assertStatus("ODD", CheckState.PASSING, mappings);
		assertStatus("DOWN", CheckState.FAILING, mappings);
	}

	@Test
	void whatTheApplicationSetsForTheGroupOfAProbeCountsAsWell() {
		String readiness = "management.endpoint.health.group.readiness.status.";
		assertStatus("FATAL", CheckState.FAILING, readiness + "http-mapping.fatal=503");
		assertStatus("CORRUPT", CheckState.FAILING, readiness + "order=corrupt,down,up");
		assertStatus("FATAL", CheckState.FAILING, "probity.features.letters.checks=mail",
				"management.endpoint.health.group.letters.status.http-mapping.fatal=500");
		assertStatus("FATAL", CheckState.PASSING, "management.endpoint.health.group.own.include=mail",
				"management.endpoint.health.group.own.status.http-mapping.fatal=500");
	}

	@Test
	void oneWhosePlaceACheckOfTheApplicationHasTakenIsToldOf(CapturedOutput output) {
		this.runner.withBean("mail", DependencyCheck.class, () -> CheckResult::passed)
			.withBean("both", IndicatorAndCheck.class, IndicatorAndCheck::new)
			.run((context) -> {
				assertThat(context.getBean(CheckMonitor.class).snapshots()).containsKeys("mail", "both");
				assertThat(output).containsOnlyOnce("is not asked")
					.contains("The health indicator 'mail' of the application is not asked, because there is a check");
			});
	}

	@Test
	void aStatusThatIsSetToFailTheCheckFailsBesideThoseThatDoAnyway() {
		String property = "probity.checks.mail.failing-statuses=circuit-open,BUSY";
		assertStatus("CIRCUIT_OPEN", CheckState.FAILING, property);
		assertStatus("BUSY", CheckState.FAILING, property);
		assertStatus("DOWN", CheckState.FAILING, property);
		assertStatus("CIRCUIT_HALF_OPEN", CheckState.PASSING, property);
	}

	@Test
	void aStatusThatIsSetForACompositeFailsItsParts() {
		Contexts.withoutWeb()
			.withPropertyValues("probity.checks.breakers.failing-statuses=CIRCUIT_OPEN")
			.withBean("breakersHealthContributor", CompositeHealthContributor.class,
					() -> CompositeHealthContributor
						.fromMap(Map.<String, HealthIndicator>of("a", () -> Health.status("CIRCUIT_OPEN").build())))
			.run((context) -> awaitState(context, "breakers/a", CheckState.FAILING));
	}

	@Test
	void aStatusThatIsSetForACompositeWithinACompositeFailsItsPartsAndNoOthers() {
		HealthIndicator open = () -> Health.status("CIRCUIT_OPEN").build();
		HealthIndicator busy = () -> Health.status("BUSY").build();
		Contexts.withoutWeb()
			.withPropertyValues("probity.checks.tenants.failing-statuses=BUSY",
					"probity.checks[tenants/eu].failing-statuses=CIRCUIT_OPEN")
			.withBean("tenantsHealthContributor", CompositeHealthContributor.class,
					() -> CompositeHealthContributor
						.fromMap(Map.of("eu", CompositeHealthContributor.fromMap(Map.of("open", open, "busy", busy)),
								"us", CompositeHealthContributor.fromMap(Map.of("open", open, "busy", busy)))))
			.run((context) -> {
				awaitState(context, "tenants/eu/open", CheckState.FAILING);
				awaitState(context, "tenants/eu/busy", CheckState.PASSING);
				awaitState(context, "tenants/us/open", CheckState.PASSING);
				awaitState(context, "tenants/us/busy", CheckState.FAILING);
			});
	}

	@Test
	void anOpenBreakerIsOnlyObservedAndSaysSo() {
		this.health.set(Health.status("CIRCUIT_OPEN").build());
		this.runner.withPropertyValues("probity.checks.mail.criticality=required").run((context) -> {
			Contexts.ready(context);
			awaitState(context, "mail", CheckState.PASSING);
			assertThat(health(context, "mail").getStatus().getCode()).isEqualTo("CIRCUIT_OPEN");
			assertThat(known(context, "mail").get("observed")).asString()
				.contains("CIRCUIT_OPEN", "probity.checks.mail.failing-statuses");
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@Test
	void failingStatusesOfWhatIsNoIndicatorAreToldOf(CapturedOutput output) {
		this.runner.withBean("stock", DependencyCheck.class, () -> CheckResult::passed)
			.withPropertyValues("probity.checks.stock.failing-statuses=BUSY",
					"probity.checks.mail.failing-statuses=BUSY")
			.run((context) -> assertThat(output)
				.containsOnlyOnce("'probity.checks.stock.failing-statuses' has no effect")
				.doesNotContain("mail.failing-statuses"));
	}

	private void assertStatus(String status, CheckState expected, String... properties) {
		this.health.set(Health.status(status).withDetail("queue", 7).build());
		this.runner.withPropertyValues(properties).run((context) -> {
			awaitState(context, "mail", expected);
			assertThat(health(context, "mail").getStatus().getCode()).isEqualTo(status);
			assertThat(details(context, "mail")).containsEntry("queue", 7);
		});
	}

	@Test
	void oneThatSaysNothingIsUnknownAndFailsNothing() {
		this.health.set(null);
		this.runner.run((context) -> {
			awaitState(context, "mail", CheckState.PASSING);
			assertThat(health(context, "mail").getStatus().getCode()).isEqualTo("UNKNOWN");
		});
	}

	@Test
	void whatIsExcludedIsLeftAlone() {
		this.runner.withPropertyValues("probity.adopt.exclude=MAIL").run((context) -> {
			assertThat(context.getBean(CheckMonitor.class).snapshot("mail")).isNull();
			this.health.set(Health.down().build());
			assertThat(health(context, "mail").getStatus().getCode()).isEqualTo("DOWN");
		});
	}

	@Test
	void whatAProbeLooksAtIsAdoptedThoughItIsExcluded() {
		this.runner
			.withPropertyValues("probity.adopt.exclude=mail",
					"management.endpoint.health.group.readiness.include=readinessState,mail")
			.run((context) -> awaitState(context, "mail", CheckState.PASSING));
	}

	@Test
	void excludingWhatIsNotThereStopsTheStart() {
		this.runner.withPropertyValues("probity.adopt.exclude=male")
			.run((context) -> assertThat(((FailureAnalyzedException) context.getStartupFailure()).analysis())
				.satisfies((analysis) -> {
					assertThat(analysis.getDescription()).contains("probity.adopt.exclude", "'male'");
					assertThat(analysis.getAction()).contains("mail", "probity.validate-names");
				}));
		this.runner.withPropertyValues("probity.adopt.exclude=male", "probity.validate-names=false")
			.run((context) -> assertThat(context).hasNotFailed());
		this.runner.withPropertyValues("probity.adopt.exclude=mongo")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void whereAdoptionIsOffOnlyWhatIsNamedRunsInTheBackground() {
		this.runner.withPropertyValues("probity.adopt.enabled=false")
			.withBean("searchHealthIndicator", HealthIndicator.class, () -> () -> Health.up().build())
			.withPropertyValues("probity.checks.search.criticality=required")
			.run((context) -> assertThat(context.getBean(CheckMonitor.class).snapshots()).containsOnlyKeys("search"));
	}

	@Test
	void whatIsRegisteredLaterIsAdoptedAndGoesAsItCame() {
		this.runner.run((context) -> {
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			HealthIndicator tenant = () -> Health.up().withDetail("name", "acme").build();
			registry.registerContributor("tenant", tenant);
			awaitState(context, "tenant", CheckState.PASSING);
			assertThat(registry.getContributor("tenant")).isNotSameAs(tenant);
			assertThat(details(context, "tenant")).containsEntry("name", "acme");
			assertThat(known(context, "tenant")).containsEntry("state", "PASSING");
			assertThatIllegalStateException().isThrownBy(() -> registry.registerContributor("tenant", tenant))
				.withMessageContaining("tenant");
			assertThat(registry.unregisterContributor("tenant")).isSameAs(tenant);
			assertThat(context.getBean(CheckMonitor.class).snapshot("tenant")).isNull();
			assertThat(context.getBean(HealthEndpoint.class).healthForPath("tenant")).isNull();
		});
	}

	@Test
	void whatIsRegisteredLaterWithTheReactiveRegistryIsAdopted() {
		this.runner.run((context) -> {
			ReactiveHealthContributorRegistry registry = context.getBean(ReactiveHealthContributorRegistry.class);
			ReactiveHealthIndicator tenant = () -> Mono.just(Health.outOfService().build());
			registry.registerContributor("tenant", tenant);
			awaitState(context, "tenant", CheckState.FAILING);
			assertThat(health(context, "tenant").getStatus().getCode()).isEqualTo("OUT_OF_SERVICE");
			assertThat(registry.unregisterContributor("tenant")).isSameAs(tenant);
			assertThat(context.getBean(CheckMonitor.class).snapshot("tenant")).isNull();
		});
	}

	@Test
	void whatWasThereFromTheStartMayGo() {
		this.runner.run((context) -> {
			HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
			assertThat(registry.unregisterContributor("mail")).isSameAs(context.getBean("mailHealthIndicator"));
			assertThat(context.getBean(CheckMonitor.class).snapshot("mail")).isNull();
		});
	}

	@Test
	void aRunThatHangsIsInterruptedOnlyIfTheApplicationWantsIt() {
		Semaphore interrupted = new Semaphore(0);
		ApplicationContextRunner hanging = Contexts.withoutWeb()
			.withPropertyValues("probity.checks.mail.timeout=50ms", "probity.startup.first-run-timeout=50ms",
					"probity.checks.mail.failure-threshold=1")
			.withBean("mailHealthIndicator", HealthIndicator.class, () -> () -> {
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					interrupted.release();
				}
				return Health.up().build();
			});
		hanging.run((context) -> {
			assertThat(Contexts.check(context, "mail").policy().timeoutAction()).isEqualTo(TimeoutAction.LEAVE);
			awaitState(context, "mail", CheckState.FAILING);
			assertThat(interrupted.availablePermits()).isZero();
		});
		hanging.withPropertyValues("probity.checks.mail.interrupt=true").run((context) -> {
			awaitState(context, "mail", CheckState.FAILING);
			// once when the first context was closed, and once now
			await().until(() -> interrupted.availablePermits() == 2);
		});
	}

	@Test
	void thoseThatHangHoldUpNoOther() {
		CountDownLatch end = new CountDownLatch(1);
		Map<String, AtomicInteger> runs = new LinkedHashMap<>();
		ApplicationContextRunner thirty = Contexts.withoutWeb();
		for (int i = 0; i < 30; i++) {
			String name = "client" + i;
			boolean hangs = i % 3 == 0;
			AtomicInteger count = new AtomicInteger();
			runs.put(name, count);
			thirty = thirty
				.withPropertyValues("probity.checks." + name + ".interval=100ms",
						"probity.checks." + name + ".timeout=1s")
				.withBean(name, HealthIndicator.class, () -> () -> {
					count.incrementAndGet();
					return hangs ? hang(end) : Health.up().build();
				});
		}
		thirty.run((context) -> {
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(runs.values()).filteredOn((count) -> count.get() >= 15).hasSize(20));
			assertThat(runs.values()).filteredOn((count) -> count.get() == 1).hasSize(10);
			Map<String, CheckSnapshot> snapshots = context.getBean(CheckMonitor.class).snapshots();
			assertThat(snapshots.values()).filteredOn((check) -> check.state() == CheckState.PASSING)
				.hasSizeGreaterThanOrEqualTo(20);
			end.countDown();
		});
	}

	private static Health hang(CountDownLatch end) {
		try {
			end.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return Health.up().build();
	}

	@Test
	void aFailureIsNotLoggedWithItsStackTraceAtEachRun(CapturedOutput output) {
		AtomicInteger runs = new AtomicInteger();
		Contexts.withoutWeb()
			.withPropertyValues("probity.checks.noisy.interval=20ms", "probity.checks.reactive-noisy.interval=20ms")
			.withBean("noisyHealthIndicator", HealthIndicator.class, () -> new NoisyHealthIndicator(runs))
			.withBean("reactiveNoisyHealthIndicator", ReactiveHealthIndicator.class,
					() -> new ReactiveNoisyHealthIndicator(runs))
			.run((context) -> {
				awaitState(context, "noisy", CheckState.FAILING);
				awaitState(context, "reactiveNoisy", CheckState.FAILING);
				await().until(() -> runs.get() > 10);
				assertThat(details(context, "noisy").get("error")).asString().contains("nobody answers");
				assertThat(details(context, "reactiveNoisy").get("error")).asString().contains("nobody answers");
				assertThat(known(context, "noisy")).containsEntry("error", "IllegalStateException: nobody answers");
			});
		assertThat(output).doesNotContain("Health check failed")
			.doesNotContain("at dev.probity")
			.containsOnlyOnce("Check 'noisy' went from UNKNOWN to FAILING");
	}

	private static void awaitState(AssertableApplicationContext context, String check, CheckState state) {
		await().pollInterval(Duration.ofMillis(5)).until(() -> Contexts.check(context, check).state() == state);
	}

	private static HealthDescriptor health(AssertableApplicationContext context, String... path) {
		return context.getBean(HealthEndpoint.class).healthForPath(path);
	}

	private static Map<String, Object> details(AssertableApplicationContext context, String check) {
		return ((IndicatedHealthDescriptor) health(context, check)).getDetails();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> known(AssertableApplicationContext context, String check) {
		return (Map<String, Object>) details(context, check).get("probity");
	}

	private static final class IndicatorAndCheck implements HealthIndicator, DependencyCheck {

		@Override
		public Health health() {
			return Health.up().build();
		}

		@Override
		public CheckResult check() {
			return CheckResult.passed();
		}

	}

	private static final class NoisyHealthIndicator extends AbstractHealthIndicator {

		private final AtomicInteger runs;

		private NoisyHealthIndicator(AtomicInteger runs) {
			this.runs = runs;
		}

		@Override
		protected void doHealthCheck(Health.Builder builder) {
			this.runs.incrementAndGet();
			throw new IllegalStateException("nobody answers");
		}

	}

	private static final class ReactiveNoisyHealthIndicator extends AbstractReactiveHealthIndicator {

		private final AtomicInteger runs;

		private ReactiveNoisyHealthIndicator(AtomicInteger runs) {
			this.runs = runs;
		}

		@Override
		protected Mono<Health> doHealthCheck(Health.Builder builder) {
			this.runs.incrementAndGet();
			return Mono.error(new IllegalStateException("nobody answers"));
		}

	}

}
