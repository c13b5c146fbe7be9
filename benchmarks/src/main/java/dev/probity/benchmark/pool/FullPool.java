package dev.probity.benchmark.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.probity.benchmark.harness.Patience;
import dev.probity.benchmark.harness.Variant;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * One instance, all connections of whose pool are in use while its probes are asked.
 */
final class FullPool implements AutoCloseable {

	private static final int POOL_SIZE = 10;

	private static final int PROBES = 45;

	private final String name;

	private final Usage usage;

	private final Path folder;

	private final JdbcClient database;

	private final Instance instance;

	/**
	 * Start the instance, and wait until it is ready and its pool has opened all its
	 * connections.
	 * @param database the address of the database, to which parameters can be added
	 * @param folder gets the log of the instance and all answers
	 */
	static FullPool start(Variant variant, Usage usage, String database, Path folder) throws IOException {
		FullPool pool = new FullPool(variant, usage, database, folder);
		try {
			Patience.until("The pool of %s is open, see %s".formatted(pool.name, folder),
					() -> pool.count("") == POOL_SIZE);
			return pool;
		}
		catch (IOException | RuntimeException ex) {
			pool.close();
			throw ex;
		}
	}

	private FullPool(Variant variant, Usage usage, String database, Path folder) throws IOException {
		this.name = "%s-%ds".formatted(variant.label(), usage.query().toSeconds());
		this.usage = usage;
		this.folder = Files.createDirectories(folder);
		this.database = JdbcClient.create(new DriverManagerDataSource(database));
		Path log = folder.resolve(this.name + ".log");
		Files.deleteIfExists(log);
		this.instance = Instance.start(variant, database + "&ApplicationName=" + this.name, log);
	}

	/**
	 * Have all connections in use, and ask the probes once a second meanwhile.
	 * @return a row for each probe
	 * @throws IllegalStateException if not all connections come in use, or they are not
	 * in the end
	 */
	List<Row> observe() {
		try (Callers callers = this.instance.call(this.usage)) {
			awaitFull();
			List<Row> rows = this.instance.probe(this.usage, PROBES);
			awaitFull();
			for (Row row : rows) {
				Files.write(this.folder.resolve(this.name + row.path().replace('/', '-') + ".txt"),
						row.answers().stream().map(Answer::line).toList());
			}
			return rows;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitFull() throws IOException {
		Patience.until("All connections of %s are in use, see %s".formatted(this.name, this.folder),
				() -> count("and state = 'active' and query like '%pg_sleep%'") == POOL_SIZE);
	}

	private long count(String condition) {
		return this.database.sql("select count(*) from pg_stat_activity where application_name = :name " + condition)
			.param("name", this.name)
			.query(Long.class)
			.single();
	}

	@Override
	public void close() {
		this.instance.close();
	}

}
