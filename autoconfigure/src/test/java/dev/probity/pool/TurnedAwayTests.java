package dev.probity.pool;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;

import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What pools say that are used up, and what sounds alike.
 */
class TurnedAwayTests {

	@Test
	void aPoolThatHasNoneToGiveSaysSoInWordsOfItsOwn() {
		assertThat(TurnedAway.is(new SQLException("Cannot get a connection",
				new NoSuchElementException("Timeout waiting for idle object, maxWaitDuration=PT0.25S"))))
			.isTrue();
		assertThat(TurnedAway.is(new IllegalStateException(new NoSuchElementException("Pool exhausted")))).isTrue();
		assertThat(TurnedAway.is(new PoolExhaustedException("Pool empty"))).isTrue();
		assertThat(TurnedAway.is(new SQLTransientConnectionException(
				"HikariPool-1 - Connection is not available, request timed out after 250ms (total=2, active=2)")))
			.isTrue();
	}

	@Test
	void aPoolThatGetsNoneSaysNothingOfItself() {
		assertThat(TurnedAway.is(new SQLException("Connection refused"))).isFalse();
		assertThat(TurnedAway
			.is(new SQLException("Cannot get a connection", new NoSuchElementException("Unable to validate object"))))
			.isFalse();
		assertThat(TurnedAway.is(new SQLTransientConnectionException(
				"HikariPool-1 - Connection is not available, request timed out after 250ms (total=0, active=0)",
				new SQLException("Connection refused"))))
			.isFalse();
		assertThat(TurnedAway.is(new SQLTransientConnectionException("the server takes no connections now"))).isFalse();
	}

}
