package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.jdbc.datasource.SmartDataSource;
import org.springframework.util.ClassUtils;

/**
 * A connection that is given back in the end, unless its data source has but this one and
 * wants to keep it.
 *
 * @param connection the connection
 * @param dataSource where it comes from
 */
record BorrowedConnection(Connection connection, DataSource dataSource) implements AutoCloseable {

	private static final boolean SPRING = ClassUtils.isPresent("org.springframework.jdbc.datasource.SmartDataSource",
			BorrowedConnection.class.getClassLoader());

	@Override
	public void close() throws SQLException {
		if (!SPRING || Smart.shouldClose(this.connection, this.dataSource)) {
			this.connection.close();
		}
	}

	/**
	 * Loaded only where Spring JDBC is there.
	 */
	private static final class Smart {

		static boolean shouldClose(Connection connection, DataSource dataSource) {
			return !(dataSource instanceof SmartDataSource smart) || smart.shouldClose(connection);
		}

	}

}
