package dev.probity.indicator;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import dev.probity.lifecycle.OutstandingCondition;
import dev.probity.probe.ProbeStatus;
import dev.probity.probe.Probes;
import dev.probity.registration.StandInChecks;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributors;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

/**
 * What a composite consists of is looked up again and again, and shown as it is.
 */
@ExtendWith(OutputCaptureExtension.class)
class ChangingCompositeTests {

	private static final HealthIndicator UP = () -> Health.up().build();

	private static final HealthIndicator DOWN = () -> Health.down().build();

	private final Changing brokers = new Changing();

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("probity.checks.brokers.interval=50ms", "probity.checks.brokers.timeout=2s")
		.withBean("brokersHealthContributor", CompositeHealthContributor.class, () -> this.brokers);

	@Test
	void oneThatIsLeftToItsCallersNeedNotSayWhatItConsistsOfAtTheStart() {
		CompositeHealthContributor silent = new CompositeHealthContributor() {

			@Override
			public @Nullable HealthContributor getContributor(String name) {
				return null;
			}

			@Override
			public Stream<HealthContributors.Entry> stream() {
				throw new IllegalStateException("no tenants yet");
			}

		};
		this.runner.withBean("tenantsHealthContributor", CompositeHealthContributor.class, () -> silent)
			.withPropertyValues("probity.adopt.exclude=tenants")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void oneThatHangsHoldsUpNoStart(CapturedOutput output) {
		CountDownLatch answer = new CountDownLatch(1);
		this.brokers.listing = () -> hang(answer);
		this.brokers.parts.put("a", UP);
		Changing excluded = new Changing();
		excluded.listing = this.brokers.listing;
		long begin = System.nanoTime();
		this.runner.withPropertyValues("probity.adopt.exclude=tenants", "probity.checks.brokers.timeout=500ms")
			.withBean("tenantsHealthContributor", CompositeHealthContributor.class, () -> excluded)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
				assertThat(output).containsOnlyOnce("Could not list the parts")
					.contains("'brokers'; retrying later: it does not say within 500ms");
				answer.countDown();
				awaitStatus(context, "UP", "brokers", "a");
			});
	}

	@Test
	void oneThatTakesItsTimeIsNotListedTwiceAtOnce() {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch answer = new CountDownLatch(1);
		this.brokers.parts.put("a", UP);
		this.brokers.listing = () -> {
			most.accumulateAndGet(inside.incrementAndGet(), Math::max);
			hang(answer);
			inside.decrementAndGet();
		};
		this.runner.withPropertyValues("probity.checks.brokers.timeout=500ms").run((context) -> {
			await().during(Duration.ofMillis(300)).until(() -> most.get() == 1);
			answer.countDown();
			awaitStatus(context, "UP", "brokers", "a");
		});
	}

	@Test
	void aPlaceKeptForAPartIsGivenUpForTheCompositeThatItTurnsOutToBe() {
		Changing east = new Changing();
		east.parts.put("one", UP);
		this.brokers.parts.put("east", east);
		this.brokers.failing = true;
		this.runner
			.withPropertyValues("probity.checks.brokers.criticality=required",
					"management.endpoint.health.group.shop.include=brokers/east")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Contexts.ready(context);
				Contexts.awaitStatus(context, "readiness", ProbeStatus.OUT_OF_SERVICE);
				this.brokers.failing = false;
				Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
				awaitStatus(context, "UP", "brokers", "east", "one");
			});
	}

	private static void hang(CountDownLatch end) {
		try {
			end.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void aPartThatTakesThePlaceOfAnotherCounts() {
		this.brokers.parts.put("a", UP);
		this.runner.run((context) -> {
			awaitStatus(context, "UP", "brokers", "a");
			this.brokers.parts.remove("a");
			this.brokers.parts.put("b", DOWN);
			awaitStatus(context, "DOWN", "brokers", "b");
			assertThat(parts(context, "brokers")).containsExactly("b");
			assertThat(context.getBean(HealthEndpoint.class).health().getStatus()).hasToString("DOWN");
			assertThat(checks(context, "brokers")).containsExactly("brokers/b");
		});
	}

	@Test
	void thePartThatHasTheNameIsAsked() {
		this.brokers.parts.put("a", UP);
		this.runner.run((context) -> {
			awaitStatus(context, "UP", "brokers", "a");
			this.brokers.parts.put("a", DOWN);
			awaitStatus(context, "DOWN", "brokers", "a");
			assertThat(checks(context, "brokers")).containsExactly("brokers/a");
		});
	}

	@Test
	void itMayBeginAndEndWithoutParts() {
		this.runner.run((context) -> {
			assertThat(context.getBean(HealthEndpoint.class).healthForPath("brokers")).isNull();
			this.brokers.parts.put("a", DOWN);
			awaitStatus(context, "DOWN", "brokers", "a");
			this.brokers.parts.clear();
			await().until(() -> context.getBean(HealthEndpoint.class).healthForPath("brokers") == null);
			assertThat(checks(context, "brokers")).isEmpty();
			this.brokers.parts.put("a", UP);
			awaitStatus(context, "UP", "brokers", "a");
		});
	}

	@Test
	void aPartThatCannotBeAddedForWantOfMemoryIsAddedAtTheNextLook() {
		AtomicInteger left = new AtomicInteger(2);
		this.brokers.parts.put("a", UP);
		this.runner.withBean(StandInChecks.class, () -> (name, check) -> {
			if (name.equals("brokers/b") && left.getAndDecrement() > 0) {
				throw new OutOfMemoryError("Java heap space");
			}
			return check;
		}).run((context) -> {
			awaitStatus(context, "UP", "brokers", "a");
			this.brokers.parts.put("b", DOWN);
			awaitStatus(context, "DOWN", "brokers", "b");
			assertThat(checks(context, "brokers")).containsExactlyInAnyOrder("brokers/a", "brokers/b");
			assertThat(left).hasNonPositiveValue();
		});
	}

	@Test
	void aPartMayBecomeACompositeAndChangeItself() {
		Changing east = new Changing();
		this.brokers.parts.put("east", UP);
		this.runner.run((context) -> {
			awaitStatus(context, "UP", "brokers", "east");
			east.parts.put("one", DOWN);
			this.brokers.parts.put("east", east);
			awaitStatus(context, "DOWN", "brokers", "east", "one");
			east.parts.remove("one");
			east.parts.put("two", UP);
			awaitStatus(context, "UP", "brokers", "east", "two");
			assertThat(checks(context, "brokers")).containsExactly("brokers/east/two");
			this.brokers.parts.put("east", DOWN);
			await().until(() -> checks(context, "brokers").equals(Set.of("brokers/east")));
			awaitStatus(context, "DOWN", "brokers", "east");
		});
	}

	@Test
	void nobodyFindsAPartMissingThatBecomesAComposite() {
		Changing east = new Changing();
		east.parts.put("one", UP);
		this.brokers.parts.put("east", UP);
		this.runner.withPropertyValues("probity.checks.brokers.interval=10ms").run((context) -> {
			awaitStatus(context, "UP", "brokers", "east");
			AtomicBoolean done = new AtomicBoolean();
			CompletableFuture<Integer> missing = CompletableFuture.supplyAsync(() -> {
				int times = 0;
				while (!done.get()) {
					// who has got hold of a part that is then gone may look again
					boolean found = health(context, "brokers", "east") != null
							|| health(context, "brokers", "east") != null;
					times += found ? 0 : 1;
				}
				return times;
			});
			for (int i = 0; i < 20; i++) {
				this.brokers.parts.put("east", east);
				await().pollInterval(Duration.ofMillis(1))
					.until(() -> checks(context, "brokers").equals(Set.of("brokers/east/one")));
				this.brokers.parts.put("east", UP);
				await().pollInterval(Duration.ofMillis(1))
					.until(() -> checks(context, "brokers").equals(Set.of("brokers/east")));
			}
			done.set(true);
			assertThat(missing.join()).isZero();
		});
	}

	@Test
	void aReactiveCompositeIsLookedUpToo() {
		ChangingReactive shards = new ChangingReactive();
		shards.parts.put("a", () -> Mono.just(Health.up().build()));
		Contexts.withoutWeb()
			.withPropertyValues("probity.checks.shards.interval=50ms")
			.withBean("shardsHealthContributor", CompositeReactiveHealthContributor.class, () -> shards)
			.run((context) -> {
				awaitStatus(context, "UP", "shards", "a");
				shards.parts.clear();
				shards.parts.put("b", () -> Mono.just(Health.down().build()));
				awaitStatus(context, "DOWN", "shards", "b");
				assertThat(parts(context, "shards")).containsExactly("b");
			});
	}

	@Test
	void oneThatIsRegisteredLaterIsLookedUpUntilItGoes() {
		Changing late = new Changing();
		Contexts.withoutWeb()
			.withPropertyValues("probity.defaults.interval=50ms", "probity.defaults.timeout=2s")
			.run((context) -> {
				HealthContributorRegistry registry = context.getBean(HealthContributorRegistry.class);
				registry.registerContributor("late", late);
				assertThatIllegalStateException().isThrownBy(() -> registry.registerContributor("late", UP));
				late.parts.put("a", UP);
				awaitStatus(context, "UP", "late", "a");
				assertThat(registry.unregisterContributor("late")).isSameAs(late);
				assertThat(registry.unregisterContributor("late")).isNull();
				assertThat(checks(context, "late")).isEmpty();
				int listed = late.listed;
				assertThat(context.getBean(HealthEndpoint.class).healthForPath("late")).isNull();
				await().during(Duration.ofMillis(300)).until(() -> late.listed <= listed + 1);
				registry.registerContributor("late", DOWN);
				awaitStatus(context, "DOWN", "late");
			});
	}

	@Test
	void readingItCallsNoneOfItsCode() {
		this.brokers.parts.put("a", UP);
		this.runner.withPropertyValues("probity.checks.brokers.interval=1h").run((context) -> {
			awaitStatus(context, "UP", "brokers", "a");
			await().during(Duration.ofMillis(100)).until(() -> {
				int listed = this.brokers.listed;
				for (int i = 0; i < 20; i++) {
					context.getBean(HealthEndpoint.class).health();
				}
				return this.brokers.listed == listed;
			});
		});
	}

	@Test
	void oneThatCannotBeListedIsLookedUpAgain(CapturedOutput output) {
		this.brokers.failing = true;
		this.brokers.parts.put("a", UP);
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce("Could not list the parts of the health contributor 'brokers'")
				.contains("not now")
				.doesNotContain("s3cret")
				.doesNotContain("\tat ");
			this.brokers.failing = false;
			awaitStatus(context, "UP", "brokers", "a");
			this.brokers.failing = true;
			assertThat(health(context, "brokers", "a")).isNotNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "probity.checks.brokers.criticality=required",
			"management.endpoint.health.group.readiness.include=brokers", "probity.features.orders.checks=brokers",
			"probity.features.orders.checks=brokers/a", "probity.checks[brokers/a].criticality=required",
			"management.endpoint.health.group.readiness.include=brokers/a" })
	void untilOneThatReadinessNeedsCanBeListedTheInstanceStarts(String needed) {
		this.brokers.failing = true;
		this.brokers.parts.put("a", UP);
		this.runner.withPropertyValues(needed).run((context) -> {
			Contexts.ready(context);
			assertThat(context.getBean(Probes.class).outstanding()).extracting(OutstandingCondition::inWords)
				.singleElement(STRING)
				.contains("parts of the health contributor brokers", "not now");
			Contexts.awaitStatus(context, "readiness", ProbeStatus.OUT_OF_SERVICE);
			this.brokers.failing = false;
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			await().until(() -> Contexts.check(context, "brokers/a").state() == CheckState.PASSING);
		});
	}

	@Test
	void oneThatIsOnlyObservedHoldsUpNoStartUntilItCanBeListed() {
		this.brokers.failing = true;
		this.runner.run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@Test
	void whatItsPartsMeanIsSetByItsName() {
		this.brokers.parts.put("a", UP);
		this.runner.withPropertyValues("probity.checks.brokers.criticality=required").run((context) -> {
			Contexts.ready(context);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			this.brokers.parts.put("b", DOWN);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
			await().until(() -> Contexts.check(context, "brokers/b").state() == CheckState.FAILING);
			this.brokers.parts.remove("b");
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
		});
	}

	@Test
	void aPartWhoseNameHasASlashIsAskedLikeAnyOther() {
		Changing europe = new Changing();
		europe.parts.put("a/1", UP);
		this.brokers.parts.put("tenant/eu", europe);
		this.brokers.parts.put("tenant", europe);
		this.brokers.parts.put("tenant/us", DOWN);
		this.runner.withPropertyValues("probity.checks[brokers/tenant/eu].criticality=required").run((context) -> {
			Contexts.ready(context);
			awaitStatus(context, "UP", "brokers", "tenant", "eu", "a", "1");
			awaitStatus(context, "DOWN", "brokers", "tenant", "us");
			Contexts.awaitStatus(context, "readiness", ProbeStatus.UP);
			europe.parts.put("a/1", DOWN);
			Contexts.awaitStatus(context, "readiness", ProbeStatus.DOWN);
		});
	}

	private static void awaitStatus(AssertableApplicationContext context, String status, String... path) {
		await().pollInterval(Duration.ofMillis(5)).until(() -> {
			HealthDescriptor health = health(context, path);
			return health != null && health.getStatus().getCode().equals(status);
		});
	}

	private static @Nullable HealthDescriptor health(AssertableApplicationContext context, String... path) {
		return context.getBean(HealthEndpoint.class).healthForPath(path);
	}

	private static Set<String> parts(AssertableApplicationContext context, String composite) {
		return ((CompositeHealthDescriptor) health(context, composite)).getComponents().keySet();
	}

	private static Set<String> checks(AssertableApplicationContext context, String composite) {
		return context.getBean(CheckMonitor.class)
			.snapshots()
			.keySet()
			.stream()
			.filter((name) -> name.startsWith(composite))
			.collect(Collectors.toSet());
	}

	private static final class Changing implements CompositeHealthContributor {

		private final Map<String, HealthContributor> parts = new ConcurrentHashMap<>();

		private volatile boolean failing;

		private volatile Runnable listing = () -> {
		};

		private volatile int listed;

		@Override
		public @Nullable HealthContributor getContributor(String name) {
			return this.parts.get(name);
		}

		@Override
		public Stream<HealthContributors.Entry> stream() {
			this.listed++;
			this.listing.run();
			if (this.failing) {
				throw new IllegalStateException("not now, jdbc:postgresql://db/shop?user=me&password=s3cret");
			}
			return this.parts.entrySet()
				.stream()
				.map((part) -> new HealthContributors.Entry(part.getKey(), part.getValue()));
		}

	}

	private static final class ChangingReactive implements CompositeReactiveHealthContributor {

		private final Map<String, ReactiveHealthIndicator> parts = new ConcurrentHashMap<>();

		@Override
		public @Nullable ReactiveHealthContributor getContributor(String name) {
			return this.parts.get(name);
		}

		@Override
		public Stream<ReactiveHealthContributors.Entry> stream() {
			return this.parts.entrySet()
				.stream()
				.map((part) -> new ReactiveHealthContributors.Entry(part.getKey(), part.getValue()));
		}

	}

}
