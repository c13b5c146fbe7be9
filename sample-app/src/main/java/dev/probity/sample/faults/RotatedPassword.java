package dev.probity.sample.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The password of the database, which somebody changes and tells nobody. Whoever is
 * connected stays so.
 */
final class RotatedPassword {

	private final String url;

	// lets the change be undone
	private @Nullable Connection before;

	private @Nullable String rules;

	/**
	 * The password of a user of whom none was asked for up to now.
	 * @param port where the database listens
	 */
	RotatedPassword(String port) {
		this.url = "jdbc:postgresql://localhost:%s/postgres?user=postgres".formatted(port);
	}

	synchronized void rotate() throws SQLException, IOException {
		if (this.before != null) {
			return;
		}
		Connection connection = DriverManager.getConnection(this.url);
		Path file = Path.of(query(connection, "show hba_file"));
		String rules = Files.readString(file);
		Files.writeString(file, "host all postgres all scram-sha-256\n" + rules);
		query(connection, "set password_encryption = 'scram-sha-256'; alter role postgres password '%s'; "
			.formatted(UUID.randomUUID()) + "select pg_reload_conf()");
		this.before = connection;
		this.rules = rules;
	}

	synchronized void restore() throws SQLException, IOException {
		if (this.before == null || this.rules == null) {
			return;
		}
		try (Connection connection = this.before) {
			Files.writeString(Path.of(query(connection, "show hba_file")), this.rules);
			query(connection, "select pg_reload_conf()");
		}
		this.before = null;
	}

	/**
	 * Run statements, and return what the last one says.
	 */
	private static String query(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			boolean rows = statement.execute(sql);
			while (!rows) {
				rows = statement.getMoreResults();
			}
			try (ResultSet result = statement.getResultSet()) {
				result.next();
				return result.getString(1);
			}
		}
	}

}
