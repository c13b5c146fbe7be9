package dev.probity.benchmark.harness.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What nobody can answer without the database.
 */
@RestController
@ConditionalOnBooleanProperty("gauges.prices")
class Prices {

	private final DataSource dataSource;

	Prices(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@GetMapping("/price")
	String price() throws SQLException {
		try (Connection connection = this.dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select 42")) {
			result.next();
			return result.getString(1);
		}
	}

}
