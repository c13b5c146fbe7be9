package dev.probity.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.util.Credentials;

/**
 * A connection beside a pool of HikariCP, made ready as the pool makes its own: what
 * keeps the pool from having any keeps it from being of use, too.
 *
 * @param connection the connection
 */
record FreshConnection(Connection connection) implements AutoCloseable {

	/**
	 * Open one.
	 * @param source where the pool gets its own
	 * @param pool the settings of the pool
	 * @param within how long it should take at most
	 */
	static FreshConnection open(DataSource source, HikariConfig pool, Duration within) throws SQLException {
		FreshConnection fresh = new FreshConnection(open(source, pool));
		try {
			fresh.prepare(pool, within);
			return fresh;
		}
		catch (Throwable ex) {
			fresh.close();
			throw ex;
		}
	}

	private static Connection open(DataSource source, HikariConfig pool) throws SQLException {
		HikariCredentialsProvider provider = pool.getCredentialsProvider();
		Credentials credentials = (provider != null) ? provider.getCredentials() : pool.getCredentials();
		return (credentials.getUsername() != null)
				? source.getConnection(credentials.getUsername(), credentials.getPassword()) : source.getConnection();
	}

	private void prepare(HikariConfig pool, Duration within) throws SQLException {
		String sql = pool.getConnectionInitSql();
		if (pool.getCatalog() == null && pool.getSchema() == null && sql == null) {
			return;
		}
		limit(within);
		if (pool.getCatalog() != null) {
			this.connection.setCatalog(pool.getCatalog());
		}
		if (pool.getSchema() != null) {
			this.connection.setSchema(pool.getSchema());
		}
		if (sql != null) {
			try (Statement statement = this.connection.createStatement()) {
				statement.execute(sql);
			}
		}
	}

	private void limit(Duration within) {
		try {
			this.connection.setNetworkTimeout(Runnable::run, (int) Math.min(Integer.MAX_VALUE, within.toMillis()));
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			// whoever waits for the answer does not wait for longer
		}
	}

	/**
	 * What it has shown stands, however it ends.
	 */
	@Override
	public void close() {
		try {
			this.connection.close();
		}
		catch (SQLException | RuntimeException ex) {
			// nobody gets it again
		}
	}

}
