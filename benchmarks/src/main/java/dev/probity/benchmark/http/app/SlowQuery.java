package dev.probity.benchmark.http.app;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * A query that takes longer than anybody waits.
 */
@Component
class SlowQuery {

	private final JdbcClient database;

	SlowQuery(JdbcClient database) {
		this.database = database;
	}

	String run() {
		return this.database.sql("select 'slow' from pg_sleep(600)").query(String.class).single();
	}

}
