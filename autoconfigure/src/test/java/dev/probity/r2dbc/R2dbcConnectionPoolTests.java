package dev.probity.r2dbc;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import dev.probity.fixture.FrozenProcess;
import dev.probity.fixture.PostgresServer;
import dev.probity.pool.PoolFigures;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Wrapped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The figures of a real pool of r2dbc-pool, and what it takes to get them.
 */
@Timeout(60)
class R2dbcConnectionPoolTests {

	private static final String NAME = "r2dbc-pool";

	private static final PostgresServer SERVER = PostgresServer.get();

	private final AtomicLong now = new AtomicLong();

	private final ConnectionPool connections = SERVER.reactivePool(2, NAME);

	private final R2dbcConnectionPool pool = new R2dbcConnectionPool(this.connections, this.now::get);

	/**
	 * The first connection of a JVM loads the whole driver.
	 */
	@BeforeAll
	static void load() {
		giveBack(Objects.requireNonNull(SERVER.reactive(NAME).create().block()));
	}

	@AfterEach
	void close() {
		this.connections.dispose();
	}

	@Test
	void readingOpensNoConnection() {
		assertThat(this.pool.figures()).isEqualTo(new PoolFigures(0, 0, 2, 0, null));
		assertThat(metrics().allocatedSize()).isZero();
	}

	@Test
	void figuresFollowTheUse() {
		Connection one = borrow();
		assertThat(figures()).isEqualTo(new PoolFigures(1, 0, 2, 0, null));
		assertThat(figures().isSaturated()).isFalse();
		Connection other = borrow();
		assertThat(figures()).isEqualTo(new PoolFigures(2, 0, 2, 0, null));
		assertThat(figures().isSaturated()).isTrue();
		giveBack(one);
		await().until(() -> figures().idle() == 1);
		assertThat(figures().isSaturated()).isFalse();
		giveBack(other);
		assertThat(figures().idle()).isEqualTo(2);
	}

	@Test
	void oneBorrowerStandsInTheQueueOfAFullPoolAndIsNotCounted() {
		Connection one = borrow();
		assertThat(figures().isSaturated()).isFalse();
		assertThat(metrics().pendingAcquireSize()).isZero();
		Connection other = borrow();
		for (int i = 0; i < 5; i++) {
			assertThat(figures().waiting()).isZero();
			assertThat(metrics().pendingAcquireSize()).isEqualTo(1);
		}
		CompletableFuture<? extends Connection> queued = this.connections.create().toFuture();
		assertThat(figures().waiting()).isEqualTo(1);
		giveBack(one);
		giveBack(other);
		giveBack(queued.join());
	}

	@Test
	void aFullPoolFromWhichNobodyIsServedTellsForHowLong() {
		borrow();
		borrow();
		pass(1);
		assertThat(figures().unservedFor()).isNull();
		pass(3);
		assertThat(figures().unservedFor()).hasSeconds(3);
		pass(4);
		assertThat(figures().unservedFor()).hasSeconds(7);
		assertThat(figures().sinceLastReturn()).isNull();
	}

	@Test
	void whatComesThroughTheQueueIsAReturnAndIsGivenBackAtOnce() {
		borrow();
		Connection other = borrow();
		figures();
		pass(5);
		giveBack(other);
		await().until(() -> metrics().acquiredSize() == 1);
		pass(2);
		Connection next = borrow();
		assertThat(figures().sinceLastReturn()).hasSeconds(2);
		assertThat(figures().unservedFor()).hasSeconds(0);
		pass(6);
		assertThat(figures().sinceLastReturn()).as("still the same").hasSeconds(8);
		assertThat(figures().unservedFor()).hasSeconds(6);
		giveBack(next);
		await().untilAsserted(() -> assertThat(figures().sinceLastReturn()).hasSeconds(0));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void nobodyStandsInTheQueueOfAPoolThatHasRoomAgain() {
		Connection one = borrow();
		Connection other = borrow();
		figures();
		try (FrozenProcess frozen = SERVER.freeze()) {
			breakOff(one);
			pass(1);
			assertThat(figures().unservedFor()).as("waits for a new connection").hasSeconds(1);
			pass(1);
			assertThat(figures().unservedFor()).isNull();
		}
		giveBack(other);
		await().untilAsserted(() -> assertThat(metrics().acquiredSize()).isZero());
		assertThat(figures().sinceLastReturn()).isNull();
	}

	@Test
	void aPoolThatTurnsItAwayTellsNothing() {
		ConnectionPool hasty = new ConnectionPool(ConnectionPoolConfiguration.builder(SERVER.reactive(NAME))
			.initialSize(0)
			.maxSize(1)
			.acquireRetry(0)
			.maxAcquireTime(Duration.ofSeconds(1))
			.build());
		try {
			Objects.requireNonNull(hasty.create().block());
			R2dbcConnectionPool figures = new R2dbcConnectionPool(hasty, this.now::get);
			figures.figures();
			pass(1);
			await().untilAsserted(
					() -> assertThat(figures.figures()).as("turned away").isEqualTo(new PoolFigures(1, 0, 1, 0, null)));
			assertThat(hasty.getMetrics().orElseThrow().pendingAcquireSize()).as("tries again").isEqualTo(1);
		}
		finally {
			hasty.dispose();
		}
	}

	private PoolFigures figures() {
		return Objects.requireNonNull(this.pool.figures());
	}

	private PoolMetrics metrics() {
		return this.connections.getMetrics().orElseThrow();
	}

	private void pass(int seconds) {
		this.now.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

	private Connection borrow() {
		return Objects.requireNonNull(this.connections.create().block());
	}

	private static void giveBack(Connection connection) {
		Mono.from(connection.close()).block();
	}

	/**
	 * End the connection to the server, and then give it back.
	 */
	private static void breakOff(Connection connection) {
		giveBack((Connection) Objects.requireNonNull(((Wrapped<?>) connection).unwrap()));
		giveBack(connection);
	}

}
