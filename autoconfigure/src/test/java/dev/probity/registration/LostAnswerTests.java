package dev.probity.registration;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
import dev.probity.check.CheckState;
import dev.probity.engine.CheckMonitor;
import dev.probity.fixture.Contexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A run that never ends: the answer to a reactive question gets lost, and whoever is
 * asked anew would answer.
 */
@Timeout(60)
class LostAnswerTests {

	private static final int LOST = 4;

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger cancelled = new AtomicInteger();

	private final CountDownLatch end = new CountDownLatch(1);

	private final ApplicationContextRunner runner = Contexts.withoutWeb()
		.withPropertyValues("probity.defaults.interval=100ms", "probity.defaults.retry-interval=20ms",
				"probity.defaults.timeout=100ms", "probity.startup.first-run-timeout=100ms",
				"probity.checks.search.interval=100ms", "probity.checks.search.retry-interval=20ms",
				"probity.checks.search.timeout=100ms", "probity.checks.search.criticality=required");

	private <T> Mono<T> lostAtFirst(Supplier<T> answer) {
		return (this.asked.incrementAndGet() <= LOST) ? Mono.<T>never().doOnCancel(this.cancelled::incrementAndGet)
				: Mono.fromSupplier(answer);
	}

	@Test
	void aReactiveCheckIsCancelledAtItsDeadlineAndAskedAnew() {
		this.runner.withBean("search", ReactiveDependencyCheck.class, () -> () -> lostAtFirst(CheckResult::passed))
			.run(this::fails);
	}

	@Test
	void aReactiveIndicatorIsCancelledAtItsDeadlineAndAskedAnew() {
		this.runner
			.withBean("searchHealthIndicator", ReactiveHealthIndicator.class,
					() -> () -> lostAtFirst(() -> Health.up().build()))
			.run(this::fails);
	}

	@Test
	void oneThatHeedsNoCancellationAndAnswersLateChangesNothing() {
		List<MonoSink<Health>> late = new CopyOnWriteArrayList<>();
		search(() -> (this.asked.incrementAndGet() <= LOST) ? Mono.create(late::add) : up()).run((context) -> {
			await().until(() -> check(context).state() == CheckState.FAILING);
			await().until(() -> check(context).state() == CheckState.PASSING);
			late.forEach((sink) -> sink.success(Health.down().build()));
			staysPassing(context, 1);
			assertThat(late).hasSize(LOST);
		});
	}

	@Test
	void oneThatBlocksInsteadOfSubscribingHasOneFurtherAttemptBesideIt() {
		isStuckOnce(Mono.defer(this::block));
	}

	@Test
	void oneThatBlocksWhenItIsCancelledHasOneFurtherAttemptBesideIt() {
		isStuckOnce(Mono.<Health>never().doOnCancel(this::block));
	}

	private void isStuckOnce(Mono<Health> stuck) {
		search(() -> (this.asked.incrementAndGet() <= 1) ? stuck : up()).run((context) -> {
			await().until(() -> check(context).state() == CheckState.PASSING);
			staysPassing(context, 2);
			this.end.countDown();
		});
	}

	@Test
	void oneThatBlocksEachTimeHasTwoThreadsAndNoMore() {
		search(() -> {
			this.asked.incrementAndGet();
			return Mono.defer(this::block);
		}).run((context) -> {
			await().until(() -> this.asked.get() == 2);
			long later = System.nanoTime() + Duration.ofSeconds(1).toNanos();
			while (System.nanoTime() < later) {
				assertThat(threads()).hasSizeLessThanOrEqualTo(2);
			}
			assertThat(this.asked).hasValue(2);
			assertThat(check(context).state()).isEqualTo(CheckState.FAILING);
			this.end.countDown();
			await().until(() -> check(context).state() == CheckState.PASSING);
		});
	}

	private ApplicationContextRunner search(ReactiveHealthIndicator indicator) {
		return this.runner.withBean("searchHealthIndicator", ReactiveHealthIndicator.class, () -> indicator);
	}

	private static Mono<Health> up() {
		return Mono.just(Health.up().build());
	}

	/**
	 * Does not mind an interrupt.
	 */
	private Mono<Health> block() {
		while (this.end.getCount() > 0) {
			LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
		}
		return up();
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter("probity-check-search"::equals)
			.toList();
	}

	/**
	 * Reactor does not hand on what it takes for fatal: the answer never comes.
	 */
	@Test
	void anErrorThatReactorThrowsElsewhereIsALostAnswer() {
		this.runner.withBean("search", ReactiveDependencyCheck.class,
				() -> () -> (this.asked.incrementAndGet() <= LOST) ? fatalElsewhere() : Mono.just(CheckResult.passed()))
			.run((context) -> {
				await().until(() -> check(context).state() == CheckState.FAILING);
				await().until(() -> check(context).state() == CheckState.PASSING);
			});
	}

	private static Mono<CheckResult> fatalElsewhere() {
		return Mono.delay(Duration.ofMillis(1)).map((tick) -> {
			Thread.currentThread().setUncaughtExceptionHandler((thread, ex) -> {
			});
			throw new NoClassDefFoundError("org/driver/Driver");
		});
	}

	private void fails(ConfigurableApplicationContext context) {
		await().until(() -> check(context).state() == CheckState.FAILING);
		assertThat(check(context).lastResult().reason()).isEqualTo("timed out after 100ms");
		await().atMost(Duration.ofSeconds(5)).until(() -> check(context).state() == CheckState.PASSING);
		assertThat(this.cancelled).as("none is left behind").hasValue(LOST);
		staysPassing(context, 1);
	}

	private static void staysPassing(ConfigurableApplicationContext context, int threads) {
		long later = System.nanoTime() + Duration.ofMillis(500).toNanos();
		while (System.nanoTime() < later) {
			assertThat(check(context).state()).isEqualTo(CheckState.PASSING);
			assertThat(threads()).hasSizeLessThanOrEqualTo(threads);
		}
	}

	private static CheckSnapshot check(ConfigurableApplicationContext context) {
		return context.getBean(CheckMonitor.class).snapshot("search");
	}

}
