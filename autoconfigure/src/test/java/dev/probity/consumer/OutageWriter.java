package dev.probity.consumer;

import java.util.concurrent.atomic.AtomicInteger;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Writes records into a table of their own, in the order in which they come.
 */
final class OutageWriter {

	private final JdbcTemplate jdbc;

	private final String table;

	private final AtomicInteger errors = new AtomicInteger();

	OutageWriter(JdbcTemplate jdbc, @Value("${topic}") String table) {
		this.jdbc = jdbc;
		this.table = "\"" + table + "\"";
		jdbc.execute("create table %s (at bigserial, entry text)".formatted(this.table));
	}

	void write(String entry) {
		try {
			this.jdbc.update("insert into %s (entry) values (?)".formatted(this.table), entry);
		}
		catch (RuntimeException ex) {
			this.errors.incrementAndGet();
			throw ex;
		}
	}

	int errors() {
		return this.errors.get();
	}

}
