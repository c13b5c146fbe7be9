package dev.probity.jdbc;

import java.lang.reflect.UndeclaredThrowableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;

import dev.probity.check.CheckPolicy;
import dev.probity.check.CheckResult;
import dev.probity.check.CheckResult.Failed;
import dev.probity.check.CheckResult.Passed;
import dev.probity.check.ManualTicker;
import dev.probity.pool.ConnectionPool;
import dev.probity.pool.PoolFigures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

/**
 * What a driver cannot do says nothing about its server.
 */
class DriverLackTests {

	private final Connection connection = mock(Connection.class, RETURNS_DEEP_STUBS);

	private final Statement statement = mock(Statement.class);

	private final ResultSet rows = mock(ResultSet.class);

	private @Nullable String query;

	static Throwable[] lacks() {
		return new Throwable[] { new AbstractMethodError("isValid"), new SQLFeatureNotSupportedException("isValid"),
				new UnsupportedOperationException(), new SQLException("not yet implemented", "0A000"),
				new UndeclaredThrowableException(new AbstractMethodError("isValid")) };
	}

	@BeforeEach
	void connect() throws SQLException {
		given(this.connection.createStatement()).willReturn(this.statement);
		given(this.statement.getResultSet()).willReturn(this.rows);
	}

	@ParameterizedTest
	@MethodSource("lacks")
	void withoutIsValidASuccessfulBorrowPasses(Throwable lack) throws SQLException {
		given(this.connection.isValid(anyInt())).willAnswer((call) -> {
			throw lack;
		});
		assertThat(check()).isInstanceOf(Passed.class);
	}

	@Test
	void whatIsValidSaysOtherwiseCounts() throws SQLException {
		given(this.connection.isValid(anyInt())).willReturn(false);
		assertThat(check()).returns("the connection is not valid", CheckResult::reason);
	}

	@ParameterizedTest
	@MethodSource("lacks")
	void theValidationQueryIsAskedInPlaceOfItEvenWhereItCannotBeLimited(Throwable lack) throws SQLException {
		this.query = "select 1";
		given(this.connection.isValid(anyInt())).willThrow(new AbstractMethodError());
		given(this.connection.getNetworkTimeout()).willAnswer((call) -> {
			throw lack;
		});
		if (lack instanceof RuntimeException || lack instanceof Error || lack instanceof SQLException) {
			willThrow(lack).given(this.statement).setQueryTimeout(anyInt());
		}
		answer(1);
		assertThat(check()).isInstanceOf(Passed.class);
		then(this.statement).should().execute("select 1");
	}

	/**
	 * Not every driver has the state for it.
	 */
	@Test
	void theValidationQueryIsAskedWhateverALimitIsRefusedWith() throws SQLException {
		this.query = "select 1";
		SQLException refusal = new SQLException("Method not supported");
		given(this.connection.getNetworkTimeout()).willThrow(refusal);
		willThrow(refusal).given(this.statement).setQueryTimeout(anyInt());
		answer(1);
		assertThat(check()).isInstanceOf(Passed.class);
		given(this.rows.getObject(1)).willReturn(null);
		assertThat(check()).isInstanceOf(Failed.class);
	}

	@Test
	void aValidationQueryThatReturnsNoRowOrNullFailsAsInSpringBoot() throws SQLException {
		this.query = "select 1 from orders where false";
		given(this.statement.execute(any())).willReturn(true);
		assertThat(check()).returns("the validation query has returned no row", CheckResult::reason);
		given(this.rows.next()).willReturn(true);
		assertThat(check()).returns("the validation query has returned null", CheckResult::reason);
	}

	@Test
	void aValidationQueryThatIsNoSelectPasses() throws SQLException {
		this.query = "do 1";
		assertThat(check()).isInstanceOf(Passed.class);
	}

	@Test
	void aValidationQueryThatFailsFailsWithItsReason() throws SQLException {
		this.query = "select 1/0";
		given(this.statement.execute(any())).willThrow(new SQLException("division by zero"));
		assertThat(check()).isInstanceOf(Failed.class)
			.returns("the validation query fails: SQLException: division by zero", CheckResult::reason);
	}

	@Test
	void nothingIsLeftBehindForWhoeverBorrowsNext() throws SQLException {
		this.query = "select 1";
		given(this.connection.getNetworkTimeout()).willReturn(77_000);
		given(this.connection.getAutoCommit()).willReturn(false);
		answer(1);
		assertThat(check()).isInstanceOf(Passed.class);
		then(this.connection).should().rollback();
		then(this.connection).should().setNetworkTimeout(any(), eq(77_000));
	}

	@Test
	void withoutANameOfTheProductItPassesAllTheSame() throws SQLException {
		given(this.connection.isValid(anyInt())).willReturn(true);
		given(this.connection.getMetaData()).willThrow(new SQLException("no metadata"));
		assertThat(check()).isInstanceOf(Passed.class);
	}

	private void answer(Object value) throws SQLException {
		given(this.statement.execute(any())).willReturn(true);
		given(this.rows.next()).willReturn(true);
		given(this.rows.getObject(1)).willReturn(value);
	}

	private CheckResult check() throws SQLException {
		ConnectionPool pool = new ConnectionPool() {

			@Override
			public @Nullable PoolFigures figures() {
				return null;
			}

			@Override
			public @Nullable String validationQuery() {
				return DriverLackTests.this.query;
			}

		};
		AbstractDataSource dataSource = new AbstractDataSource() {

			@Override
			public Connection getConnection() {
				return DriverLackTests.this.connection;
			}

			@Override
			public Connection getConnection(String username, String password) {
				return getConnection();
			}

		};
		return new DataSourceCheck(dataSource, pool, CheckPolicy.defaults(), new ManualTicker()).check();
	}

}
