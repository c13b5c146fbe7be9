package dev.probity.r2dbc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Inconclusive;
import dev.probity.check.CheckResult.Passed;
import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.PostgresServer;
import dev.probity.fixture.StubConnectionFactory;
import dev.probity.time.Ticker;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * The check of a connection factory, on a real PostgreSQL, with a real pool and without.
 */
@Timeout(60)
class R2dbcCheckTests {

	private static final String NAME = "r2dbc-check";

	private static final PostgresServer SERVER = PostgresServer.get();

	private static final Ticker TICKER = Ticker.system();

	private static final Duration TIMEOUT = Duration.ofMillis(500);

	/** What a busy machine may add. */
	private static final Duration TOLERANCE = Duration.ofSeconds(3);

	private static final Duration LONG = Duration.ofSeconds(30);

	private final ConnectionPool pool = SERVER.reactivePool(2, NAME);

	private final AtomicBoolean passing = new AtomicBoolean(true);

	private final R2dbcCheck check = check(LONG);

	/**
	 * The first connection of a JVM loads the whole driver.
	 */
	@BeforeAll
	static void load() {
		giveBack(Objects.requireNonNull(SERVER.reactive(NAME).create().block()));
	}

	@AfterEach
	void close() {
		this.pool.dispose();
		await().until(() -> SERVER.connections(NAME) == 0);
	}

	@Test
	void passesAndTellsProductAndPool() throws Exception {
		CheckResult result = this.check.check();
		assertThat(result).isInstanceOf(Passed.class);
		assertThat(result.details()).containsEntry("database", "PostgreSQL")
			.containsEntry("pool", "0 active, 1 idle, 2 max, 0 waiting");
	}

	@Test
	void withoutAPoolItOpensOneConnectionAndClosesIt() throws Exception {
		CheckResult result = unpooled(SERVER.reactive(NAME)).check();
		assertThat(result).isInstanceOf(Passed.class);
		assertThat(result.details()).containsOnlyKeys("database");
		await().until(() -> SERVER.connections(NAME) == 0);
	}

	@Test
	void givesBackWhatItBorrowsAndOpensNothingBeyondThePool() throws Exception {
		for (int i = 0; i < 20; i++) {
			assertThat(this.check.check()).isInstanceOf(Passed.class);
			assertThat(metrics().acquiredSize()).isZero();
		}
		assertThat(SERVER.connections(NAME)).isEqualTo(1);
	}

	@Test
	void asksAPoolWithOneConnectionLeft() throws Exception {
		Connection busy = borrow();
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		giveBack(busy);
	}

	@Test
	void aFullPoolThatMovesIsInconclusiveWithTheAgeOfTheLastReturn() throws Exception {
		Connection one = borrow();
		Connection other = borrow();
		CheckResult result = this.check.check();
		assertThat(result).isInstanceOf(Inconclusive.class);
		assertThat(result.reason()).isEqualTo("saturated 2/2, 0 waiting");
		assertThat(((Inconclusive) result).evidenceAge()).isNull();
		assertThat(result.details()).containsEntry("pool", "2 active, 0 idle, 2 max, 0 waiting");
		CompletableFuture<? extends Connection> queued = this.pool.create().toFuture();
		assertThat(this.check.check().reason()).isEqualTo("saturated 2/2, 1 waiting");
		giveBack(other);
		Connection next = queued.get();
		CheckResult later = this.check.check();
		assertThat(later.reason()).isEqualTo("saturated 2/2, 0 waiting");
		assertThat(((Inconclusive) later).evidenceAge()).isLessThan(Duration.ofSeconds(5));
		giveBack(one);
		giveBack(next);
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		await().until(() -> metrics().acquiredSize() == 0);
	}

	@Test
	void aFullPoolInWhichNothingComesBackIsStuckUntilSomethingDoes() throws Exception {
		R2dbcCheck impatient = check(Duration.ofMillis(1_100));
		Connection one = borrow();
		Connection other = borrow();
		assertThat(impatient.check()).isInstanceOf(Inconclusive.class);
		await().untilAsserted(() -> assertThat(impatient.check()).isInstanceOf(Failed.class));
		assertThat(impatient.check().reason())
			.matches("pool stuck: 2/2, 0 waiting, and nobody who has come in the last [1-9]\\d*s has got a connection");
		this.passing.set(false);
		CompletableFuture<? extends Connection> queued = this.pool.create().toFuture();
		giveBack(other);
		Connection next = queued.get();
		assertThat(impatient.check()).isInstanceOf(Passed.class);
		assertThat(metrics().acquiredSize()).as("still full").isEqualTo(2);
		giveBack(one);
		giveBack(next);
		assertThat(impatient.check()).isInstanceOf(Passed.class);
	}

	@Test
	void unlessItPassesItQueuesAtAFullPoolLikeEverybodyElse() throws Exception {
		this.passing.set(false);
		Connection one = borrow();
		Connection other = borrow();
		assertThat(this.check.check().reason()).isEqualTo("no answer in time");
		CompletableFuture<CheckResult> queueing = CompletableFuture.supplyAsync(this::result);
		await().until(() -> metrics().pendingAcquireSize() == 2);
		giveBack(other);
		assertThat(queueing.get()).isInstanceOf(Passed.class);
		giveBack(one);
		await().until(() -> metrics().acquiredSize() == 0);
		assertThat(metrics().pendingAcquireSize()).isZero();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aFrozenServerFailsAtTheTimeoutAndLeavesNothingBehind() throws Exception {
		assertThat(this.check.check()).isInstanceOf(Passed.class);
		try (FrozenProcess frozen = SERVER.freeze()) {
			for (int i = 0; i < 4; i++) {
				assertFailsAtTheTimeout(this.check);
			}
		}
		await().until(() -> failure(this.check) == null);
		await().untilAsserted(() -> assertThat(metrics().acquiredSize()).isZero());
		Connection one = borrow();
		Connection other = borrow();
		giveBack(one);
		giveBack(other);
		assertThat(SERVER.connections(NAME)).isLessThanOrEqualTo(2);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aFrozenServerWithoutAPoolFailsAtTheTimeoutAndLeavesNothingBehind() throws Exception {
		R2dbcCheck unpooled = unpooled(SERVER.reactive(NAME));
		try (FrozenProcess frozen = SERVER.freeze()) {
			assertFailsAtTheTimeout(unpooled);
			assertFailsAtTheTimeout(unpooled);
		}
		await().until(() -> failure(unpooled) == null);
		await().until(() -> SERVER.connections(NAME) == 0);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aConnectionThatDoesNotAnswerIsNotHandedOutAgain() throws Exception {
		Connection connection = borrow();
		String frozenBackend = backend(connection);
		giveBack(connection);
		try (FrozenProcess frozen = SERVER.freeze()) {
			assertThat(failure(this.check)).isNotNull();
			assertThat(metrics().acquiredSize()).isZero();
			assertThat(metrics().idleSize()).isZero();
		}
		Connection next = borrow();
		assertThat(backend(next)).isNotEqualTo(frozenBackend);
		giveBack(next);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void aRunThatIsInterruptedLeavesNothingBehind() throws Exception {
		for (ConnectionFactory factory : new ConnectionFactory[] { this.pool, SERVER.reactive(NAME) }) {
			R2dbcCheck patient = new R2dbcCheck(factory, (unread) -> null, policy(LONG, LONG.multipliedBy(3)), TICKER,
					this.passing::get);
			assertThat(patient.check()).isInstanceOf(Passed.class);
			try (FrozenProcess frozen = SERVER.freeze()) {
				CompletableFuture<Throwable> outcome = new CompletableFuture<>();
				Thread worker = new Thread(() -> outcome.complete(thrown(patient)));
				worker.start();
				await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
				worker.interrupt();
				assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
			}
			await().until(() -> failure(patient) == null);
			await().untilAsserted(() -> assertThat(metrics().acquiredSize()).isZero());
		}
	}

	@Test
	void aConnectionThatComesTooLateIsGivenBack() throws Exception {
		LateConnection late = new LateConnection();
		assertThat(unpooled(new StubConnectionFactory(late)).check().reason()).isEqualTo("no answer in time");
		late.arrive(borrow());
		await().until(() -> metrics().acquiredSize() == 0);
	}

	@Test
	void aFactoryThatGivesNoConnectionFails() {
		assertThatException().isThrownBy(() -> unpooled(new StubConnectionFactory(Mono.empty())).check())
			.withMessage("the connection factory provided no connection");
	}

	@Test
	void aServerThatIsNotThereFails() {
		ConnectionFactory nowhere = new PostgresqlConnectionFactory(
				PostgresqlConnectionConfiguration.builder().host("localhost").port(1).username("postgres").build());
		assertThatException().isThrownBy(() -> unpooled(nowhere).check()).withMessageContaining("localhost");
	}

	private static void assertFailsAtTheTimeout(R2dbcCheck check) throws Exception {
		long before = TICKER.read();
		CheckResult result = check.check();
		assertThat(result.reason()).isEqualTo("no answer in time");
		assertThat(result.details()).containsEntry("database", "PostgreSQL");
		assertThat(Duration.ofNanos(TICKER.read() - before)).isBetween(TIMEOUT, TIMEOUT.plus(TOLERANCE));
	}

	@Test
	void aPoolThatOthersUseUpJustBeforeItBorrowsIsFullAndNotSilent() throws Exception {
		List<Connection> taken = new ArrayList<>();
		ConnectionFactory raced = new ConnectionFactory() {

			@Override
			public Publisher<? extends Connection> create() {
				taken.add(borrow());
				taken.add(borrow());
				return R2dbcCheckTests.this.pool.create();
			}

			@Override
			public ConnectionFactoryMetadata getMetadata() {
				return R2dbcCheckTests.this.pool.getMetadata();
			}

		};
		R2dbcConnectionPool figures = new R2dbcConnectionPool(this.pool, TICKER::read);
		long before = TICKER.read();
		CheckResult result = new R2dbcCheck(raced, (factory) -> figures, policy(TIMEOUT, LONG), TICKER,
				this.passing::get)
			.check();
		assertThat(result).isInstanceOf(Inconclusive.class);
		assertThat(result.reason()).startsWith("saturated 2/2");
		assertThat(Duration.ofNanos(TICKER.read() - before)).isGreaterThan(TIMEOUT.dividedBy(2));
		taken.forEach(R2dbcCheckTests::giveBack);
	}

	private R2dbcCheck check(Duration maxAge) {
		R2dbcConnectionPool figures = new R2dbcConnectionPool(this.pool, TICKER::read);
		return new R2dbcCheck(this.pool, (factory) -> figures, policy(TIMEOUT, maxAge), TICKER, this.passing::get);
	}

	private R2dbcCheck unpooled(ConnectionFactory factory) {
		return new R2dbcCheck(factory, (unread) -> null, policy(TIMEOUT, LONG), TICKER, this.passing::get);
	}

	private static CheckPolicy policy(Duration timeout, Duration maxAge) {
		return new CheckPolicy(Duration.ofMillis(100), Duration.ofMillis(100), timeout, 1, 1, 0, maxAge);
	}

	private CheckResult result() {
		try {
			return this.check.check();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static @Nullable Throwable thrown(R2dbcCheck check) {
		try {
			check.check();
			return null;
		}
		catch (Exception ex) {
			return ex;
		}
	}

	/**
	 * Why the check fails, said or thrown; <code>null</code> if it passes.
	 */
	private static @Nullable String failure(R2dbcCheck check) {
		try {
			return check.check().reason();
		}
		catch (Exception ex) {
			return ex.toString();
		}
	}

	private PoolMetrics metrics() {
		return this.pool.getMetrics().orElseThrow();
	}

	private Connection borrow() {
		return Objects.requireNonNull(this.pool.create().block());
	}

	private static void giveBack(Connection connection) {
		Mono.from(connection.close()).block();
	}

	private static String backend(Connection connection) {
		return Objects.requireNonNull(Mono.from(connection.createStatement("select pg_backend_pid()::text").execute())
			.flatMap((result) -> Mono.from(result.map((row, metadata) -> row.get(0, String.class))))
			.block());
	}

	/**
	 * A connection that nobody can call off: as when it is on its way already.
	 */
	private static final class LateConnection implements Publisher<Connection> {

		private @Nullable Subscriber<? super Connection> subscriber;

		@Override
		public void subscribe(Subscriber<? super Connection> subscriber) {
			this.subscriber = subscriber;
			subscriber.onSubscribe(new Subscription() {

				@Override
				public void request(long n) {
					// it comes when it comes
				}

				@Override
				public void cancel() {
					// too late
				}

			});
		}

		void arrive(Connection connection) {
			Objects.requireNonNull(this.subscriber).onNext(connection);
		}

	}

}
