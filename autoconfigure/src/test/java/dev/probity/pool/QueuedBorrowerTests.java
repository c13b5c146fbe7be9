package dev.probity.pool;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

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

}
