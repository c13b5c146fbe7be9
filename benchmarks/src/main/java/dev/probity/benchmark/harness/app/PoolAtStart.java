package dev.probity.benchmark.harness.app;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

/**
 * Uses the database during the start, as JPA or a migration does: otherwise whoever asks
 * for a connection first would pay for the pool.
 */
@Component
@ConditionalOnBooleanProperty("gauges.pool-at-start")
class PoolAtStart implements InitializingBean {

	private final DataSource dataSource;

	PoolAtStart(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public void afterPropertiesSet() throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			connection.isValid(5);
		}
	}

}
