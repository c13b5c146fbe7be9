package dev.probity.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Whoever borrows from a pool that lets everybody wait for ever waits no longer than he
 * wants, and takes one place in its queue at most.
 */
class QueuedBorrowerTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final Duration LONG = Duration.ofSeconds(20);

	private final Connection connection = mock(Connection.class);

	private final Semaphore free = new Semaphore(0);

	private final AtomicInteger inQueue = new AtomicInteger();

	private volatile boolean closed;

	private final AbstractDataSource pool = new AbstractDataSource() {

		@Override
		public Connection getConnection() throws SQLException {
			QueuedBorrowerTests.this.inQueue.incrementAndGet();
			try {
				QueuedBorrowerTests.this.free.acquireUninterruptibly();
			}
			finally {
				QueuedBorrowerTests.this.inQueue.decrementAndGet();
			}
			if (QueuedBorrowerTests.this.closed) {
				throw new SQLException("closed");
			}
			return QueuedBorrowerTests.this.connection;
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

	};

	private final QueuedBorrower borrower = new QueuedBorrower(System::nanoTime);

	@Test
	void whoComesAgainKeepsHisPlaceAndGetsWhatComes() throws SQLException {
		for (int i = 0; i < 5; i++) {
			assertThat(this.borrower.lend(this.pool, SHORT)).isNull();
			assertThat(this.inQueue).hasValue(1);
		}
		this.free.release();
		await().untilAsserted(() -> assertThat(this.inQueue).hasValue(0));
		this.free.release();
		assertThat(this.borrower.lend(this.pool, LONG)).isSameAs(this.connection);
	}

	@Test
	void whatComesWhenNobodyWaitsAnyMoreGoesBack() throws SQLException {
		assertThat(this.borrower.lend(this.pool, SHORT)).isNull();
		this.free.release();
		await().untilAsserted(() -> then(this.connection).should().close());
		assertThat(this.borrower.sinceLast()).isNotNull();
		assertThat(this.borrower.waitingFor()).isNull();
	}

	@Test
	void whatIsLentIsTheBorrowersToGiveBack() throws SQLException {
		this.free.release();
		assertThat(this.borrower.lend(this.pool, LONG)).isSameAs(this.connection);
		then(this.connection).should(never()).close();
	}

	@Test
	void whatThePoolSaysIsHandedOn() {
		this.closed = true;
		this.free.release();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.borrower.lend(this.pool, LONG))
			.withMessage("closed");
	}

	/**
	 * Whoever opens a connection to a server that goes without a word may wait for ever;
	 * those who come later get theirs once it is back.
	 */
	@Test
	void aPlaceThatIsNeverServedKeepsNobodyFromAnotherOne() throws SQLException {
		AtomicInteger hanging = new AtomicInteger(2);
		DataSource half = dataSource(
				() -> (hanging.getAndDecrement() > 0) ? this.pool.getConnection() : this.connection);
		int looks = 0;
		while (this.inQueue.get() < 2) {
			assertThat(this.borrower.lend(half, SHORT)).isNull();
			assertThat(++looks).isLessThan(10);
		}
		for (int i = 0; i < 10; i++) {
			assertThat(this.borrower.lend(half, SHORT)).isNull();
		}
		assertThat(this.inQueue).as("never more than two").hasValue(2);
		this.free.release();
		await().untilAsserted(() -> assertThat(this.inQueue).hasValue(1));
		for (int i = 0; i < 10; i++) {
			assertThat(this.borrower.lend(half, LONG)).isSameAs(this.connection);
		}
		assertThat(this.inQueue).hasValue(1);
	}

	@Test
	void whatComesAtAnEarlierPlaceGoesToWhoeverWaits() throws SQLException {
		AtomicInteger places = new AtomicInteger();
		DataSource served = dataSource(() -> {
			if (places.incrementAndGet() > 1) {
				this.free.release();
				new Semaphore(0).acquireUninterruptibly();
			}
			return this.pool.getConnection();
		});
		Connection lent = null;
		for (int i = 0; i < 10 && lent == null; i++) {
			lent = this.borrower.lend(served, Duration.ofSeconds(1));
		}
		assertThat(lent).isSameAs(this.connection);
		assertThat(places).hasValue(2);
		then(this.connection).should(never()).close();
	}

	private static DataSource dataSource(Borrowing borrowing) {
		return new AbstractDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				return borrowing.get();
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return getConnection();
			}

		};
	}

	@Test
	void whyThereWasNoneIsSaidAsLongAsThereIsNone() throws SQLException {
		assertThat(this.borrower.lend(this.pool, SHORT)).isNull();
		this.closed = true;
		this.free.release();
		await().untilAsserted(() -> assertThat(this.inQueue).hasValue(0));
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(SQLTransientConnectionException.class)
				.isThrownBy(() -> this.borrower.lend(this.pool, SHORT))
				.withStackTraceContaining("Caused by: java.sql.SQLException: closed");
		}
		this.closed = false;
		this.free.release();
		await().untilAsserted(() -> assertThat(this.borrower.sinceLast()).isNotNull());
		assertThat(this.borrower.lend(this.pool, SHORT)).as("nothing is known of this time").isNull();
	}

	@FunctionalInterface
	interface Borrowing {

		Connection get() throws SQLException;

	}

}
