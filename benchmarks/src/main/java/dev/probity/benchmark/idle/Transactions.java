package dev.probity.benchmark.idle;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The database of one application on a server that others use as well, and how much it
 * has been asked.
 *
 * @param server the address of another database of that server
 * @param name the name of this one
 */
record Transactions(String server, String name) {

	static Transactions create(String server, String name) throws SQLException {
		try (Connection connection = DriverManager.getConnection(server);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name);
		}
		return new Transactions(server, name);
	}

	String url() {
		return this.server.replaceFirst("/\\w+\\?", "/" + this.name + "?");
	}

	/**
	 * How many transactions it has had: without any of its own, each statement is one.
	 */
	long count() throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.server);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("SELECT xact_commit + xact_rollback FROM pg_stat_database "
						+ "WHERE datname = '%s'".formatted(this.name))) {
			result.next();
			return result.getLong(1);
		}
	}

}
