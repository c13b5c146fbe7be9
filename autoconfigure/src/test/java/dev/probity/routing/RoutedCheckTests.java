package dev.probity.routing;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.LongStream;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Degraded;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.DependencyCheck;
import dev.probity.check.RunLimit;
import dev.probity.fixture.LoggedLines;
import dev.probity.fixture.Switch;
import dev.probity.time.Ticker;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * One check of what routes, whose targets come, go, fail and hang.
 */
@Timeout(60)
class RoutedCheckTests {

	private static final CheckPolicy POLICY = new CheckPolicy(Duration.ofSeconds(1), Duration.ofSeconds(1),
			Duration.ofMillis(500), 2, 1, 0, Duration.ofSeconds(10));

	private final Switch a = new Switch();

	private final Switch b = new Switch();

	private final DependencyCheck askA = this.a.dependency();

	private final DependencyCheck askB = this.b.dependency();

	private final AtomicBoolean passing = new AtomicBoolean();

	private volatile @Nullable Map<String, DependencyCheck> targets = Map.of("a", this.askA, "b", this.askB);

	private volatile DependencyCheck itself = () -> {
		throw new IllegalStateException("no target for key null");
	};

	private final RoutedCheck<DependencyCheck> check = check((key) -> RouteWeight.SHARED);

	private RoutedCheck<DependencyCheck> check(Function<String, RouteWeight> weights) {
		return new RoutedCheck<>("db", () -> new Routes<>(this.itself, this.targets), (target, passes) -> target,
				weights, POLICY, Ticker.system(), this.passing::get);
	}

	@Test
	void passesWithAllOfThem() throws Exception {
		CheckResult result = this.check.check();
		assertThat(result).isInstanceOf(Passed.class);
		assertThat(result.details())
			.isEqualTo(Map.of("targets", Map.of("a", Map.of("status", "UP"), "b", Map.of("status", "UP"))));
	}

	@Test
	void someThatFailDegradeItOnceThatIsConfirmedAndStayTold() throws Exception {
		this.check.check();
		this.b.fail();
		assertThat(this.check.check()).as("one failure").isInstanceOf(Passed.class);
		for (int i = 0; i < 5; i++) {
			CheckResult result = this.check.check();
			assertThat(result).isInstanceOf(Degraded.class)
				.returns("1 of 2 targets fail (b: switched off)", CheckResult::reason);
			assertThat(result.details().toString()).contains("b={status=DOWN, error=switched off}");
		}
		this.b.pass();
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void itFailsOnceAllOfThemDo() throws Exception {
		this.check.check();
		this.a.fail();
		this.b.fail();
		assertThat(this.check.check()).isInstanceOf(Failed.class)
			.extracting(CheckResult::reason)
			.asString()
			.startsWith("2 of 2 targets fail (")
			.contains("a: switched off", "b: switched off");
	}

	@Test
	void oneThatHangsHoldsUpNoOtherAndCountsAsFailing() throws Exception {
		CountDownLatch healed = new CountDownLatch(1);
		AtomicInteger inside = new AtomicInteger();
		this.targets = Map.of("a", this.askA, "b", () -> {
			inside.incrementAndGet();
			awaitWithoutInterrupt(healed);
			inside.decrementAndGet();
			return CheckResult.passed();
		});
		for (int i = 0; i < 2; i++) {
			this.check.check();
		}
		for (int i = 0; i < 8; i++) {
			long begin = System.nanoTime();
			assertThat(this.check.check()).isInstanceOf(Degraded.class)
				.extracting(CheckResult::reason)
				.asString()
				.contains("b: no answer for");
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
			assertThat(inside).as("attempts that hang").hasValueLessThanOrEqualTo(2);
		}
		assertThat(inside).as("one more beside the one that hangs").hasValue(2);
		healed.countDown();
		await().untilAsserted(() -> assertThat(this.check.check()).isInstanceOf(Passed.class));
	}

	@Test
	void aTargetIsAskedAsPartOfARunOfTheCheck() throws Exception {
		List<Duration> limits = new CopyOnWriteArrayList<>();
		this.targets = Map.of("a", () -> {
			limits.add(RunLimit.orElse(Duration.ZERO));
			return CheckResult.passed();
		});
		this.check.check();
		new RunLimit(Duration.ofSeconds(30)).apply(this.check);
		assertThat(limits).containsExactly(POLICY.timeout(), Duration.ofSeconds(30));
	}

	/**
	 * Twelve seconds pass with the first question; the run is given thirty.
	 */
	@Test
	void aTargetHasAllTheTimeOfTheFirstRun() throws Exception {
		CountDownLatch answers = new CountDownLatch(1);
		Map<String, DependencyCheck> slow = Map.of("a", () -> {
			awaitWithoutInterrupt(answers);
			return CheckResult.passed();
		}, "b", CheckResult::passed);
		Iterator<Long> readings = LongStream
			.concat(LongStream.of(0), LongStream.generate(() -> Duration.ofSeconds(12).toNanos()))
			.iterator();
		RoutedCheck<DependencyCheck> first = new RoutedCheck<>("db", () -> new Routes<>(this.itself, slow),
				(target, passes) -> target, (key) -> RouteWeight.SHARED, POLICY, readings::next, this.passing::get);
		FutureTask<CheckResult> run = new FutureTask<>(() -> new RunLimit(Duration.ofSeconds(30)).apply(first));
		Thread thread = new Thread(run);
		thread.start();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING || run.isDone());
		answers.countDown();
		assertThat(run.get()).isInstanceOf(Passed.class);
	}

	@Test
	void aSecondAttemptBesideOneThatHangsForeverFindsThatAllIsWell() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		AtomicBoolean first = new AtomicBoolean(true);
		this.targets = Map.of("a", this.askA, "b", () -> {
			if (first.getAndSet(false)) {
				awaitWithoutInterrupt(never);
			}
			return CheckResult.passed();
		});
		this.check.check();
		assertThat(this.check.check()).isInstanceOf(Degraded.class);
		await().untilAsserted(() -> assertThat(this.check.check()).isInstanceOf(Passed.class));
		for (int i = 0; i < 5; i++) {
			assertThat(this.check.check()).isInstanceOf(Passed.class);
		}
		never.countDown();
	}

	@Test
	void aTargetThatIsGoneIsForgottenAndOneThatHasComeIsAsked() throws Exception {
		this.b.fail();
		this.check.check();
		assertThat(this.check.check()).isInstanceOf(Degraded.class);
		this.targets = Map.of("a", this.askA);
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		Switch c = new Switch();
		c.fail();
		this.targets = Map.of("a", this.askA, "c", c.dependency());
		this.check.check();
		assertThat(this.check.check()).returns("1 of 2 targets fail (c: switched off)", CheckResult::reason);
	}

	@Test
	void aTargetThatIsReplacedIsAskedAnew() throws Exception {
		this.b.fail();
		this.check.check();
		this.check.check();
		this.targets = Map.of("a", this.askA, "b", new Switch().dependency());
		assertThat(this.check.check()).isInstanceOf(Passed.class);
	}

	@Test
	void withNothingToAskItPassesAndSaysSoOnce() throws Exception {
		this.targets = Map.of();
		try (LoggedLines lines = new LoggedLines(RoutedCheck.class)) {
			assertThat(this.check.check()).isInstanceOf(Passed.class);
			this.passing.set(true);
			for (int i = 0; i < 3; i++) {
				assertThat(this.check.check()).isEqualTo(new Inconclusive("there are no targets at the moment",
						Duration.ZERO, Map.of("targets", "none")));
			}
			assertThat(lines.next()).hasSize(1).first().asString().startsWith("INFO Check 'db' has no targets");
		}
	}

	/**
	 * It opens a pool on the way, or its driver is a reactive one.
	 */
	@Test
	void oneWithoutTargetsThatFindsSomethingWhichDoesNotAnswerFails() {
		this.targets = Map.of();
		for (RuntimeException failure : List.of(new IllegalStateException("pool", new SQLException("refused")),
				new R2dbcNonTransientResourceException("refused"),
				new UncheckedIOException(new ConnectException("refused")))) {
			this.itself = () -> {
				throw failure;
			};
			assertThatException().isThrownBy(this.check::check).isSameAs(failure);
		}
	}

	@Test
	void oneWithoutTargetsThatFindsSomethingByItselfIsAskedItself() throws Exception {
		this.targets = Map.of();
		this.itself = this.askA;
		this.a.fail();
		assertThat(this.check.check()).isInstanceOf(Failed.class);
	}

	@Test
	void whatDoesNotRouteIsAskedItself() throws Exception {
		this.targets = null;
		this.itself = () -> CheckResult.passed(Map.of("thread", Thread.currentThread().getName()));
		assertThat(this.check.check().details()).containsEntry("thread", Thread.currentThread().getName());
	}

	@Test
	void whatCannotBeLookedUpFailsUntilItCan() throws Exception {
		AtomicBoolean bound = new AtomicBoolean();
		RoutedCheck<DependencyCheck> late = new RoutedCheck<>("db", () -> {
			if (!bound.get()) {
				throw new IllegalStateException("jdbc/orders is not bound");
			}
			return Routes.direct(this.askA);
		}, (target, passes) -> target, (key) -> RouteWeight.SHARED, POLICY, Ticker.system(), this.passing::get);
		assertThatIllegalStateException().isThrownBy(late::check).withMessage("jdbc/orders is not bound");
		bound.set(true);
		assertThat(late.check()).isInstanceOf(Passed.class);
	}

	@Test
	void oneThatIsRequiredMakesItFailAndOneThatIsOnlyObservedDoesNothing() throws Exception {
		this.b.fail();
		RoutedCheck<DependencyCheck> required = check(
				(key) -> key.equals("b") ? RouteWeight.REQUIRED : RouteWeight.SHARED);
		assertThat(required.check()).returns("a required target fails (b: switched off)", CheckResult::reason);
		RoutedCheck<DependencyCheck> observed = check(
				(key) -> key.equals("b") ? RouteWeight.OBSERVED : RouteWeight.SHARED);
		for (int i = 0; i < 3; i++) {
			assertThat(observed.check()).isInstanceOf(Passed.class);
		}
	}

	@Test
	void ofTargetsThatAreSaturatedNothingIsKnownButTheOldestEvidence() throws Exception {
		this.targets = Map.of("a", () -> new Inconclusive("saturated 2/2, 1 waiting", Duration.ofSeconds(3), Map.of()),
				"b", () -> new Inconclusive("saturated 2/2, 1 waiting", Duration.ofSeconds(1), Map.of()));
		assertThat(this.check.check()).isInstanceOfSatisfying(Inconclusive.class,
				(result) -> assertThat(result.evidenceAge()).isEqualTo(Duration.ofSeconds(3)));
	}

	@Test
	void hundredsAreAskedInOneRound() throws Exception {
		AtomicInteger asked = new AtomicInteger();
		Map<String, DependencyCheck> many = new LinkedHashMap<>();
		for (int i = 0; i < 300; i++) {
			many.put("tenant" + i, () -> {
				asked.incrementAndGet();
				return CheckResult.passed();
			});
		}
		this.targets = many;
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		await().untilAsserted(() -> {
			asked.set(0);
			this.check.check();
			assertThat(asked).hasValue(300);
		});
	}

	@Test
	void eachTargetThatFailsIsToldOnce() throws Exception {
		this.check.check();
		try (LoggedLines lines = new LoggedLines(RoutedTargets.class)) {
			this.b.fail();
			for (int i = 0; i < 4; i++) {
				this.check.check();
			}
			assertThat(lines.next())
				.containsExactly("WARN Target 'b' of check 'db' (2 targets) is FAILING: switched off");
			this.b.pass();
			this.check.check();
			assertThat(lines.next()).containsExactly("INFO Target 'b' of check 'db' (2 targets) is PASSING again");
		}
	}

	private static void awaitWithoutInterrupt(CountDownLatch latch) {
		while (true) {
			try {
				latch.await();
				return;
			}
			catch (InterruptedException ex) {
				// as a socket does
			}
		}
	}

}
