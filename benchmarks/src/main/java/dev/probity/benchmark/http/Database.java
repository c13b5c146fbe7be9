package dev.probity.benchmark.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The PostgreSQL of all servers.
 *
 * @param url its address, to which parameters can be added
 */
record Database(String url) {

	private static final String SLOW = "application_name = :server and state = 'active' and query like '%pg_sleep%'";

	/**
	 * Do something while all its processes are frozen where they are: connections stay
	 * open, and nothing answers. They are thawed afterwards, or when this JVM ends.
	 */
	<T> T whileFrozen(Callable<T> work) throws Exception {
		ProcessHandle postmaster = postmaster();
		Thread thaw = new Thread(() -> thaw(postmaster), "thaw");
		Runtime.getRuntime().addShutdownHook(thaw);
		try {
			// the first one first, so that no new one comes up meanwhile
			signal("STOP", Stream.of(postmaster));
			signal("STOP", postmaster.descendants());
			return work.call();
		}
		finally {
			thaw(postmaster);
			Runtime.getRuntime().removeShutdownHook(thaw);
		}
	}

	private ProcessHandle postmaster() {
		return client().sql("select pid from pg_stat_activity where backend_type = 'checkpointer'")
			.query(Long.class)
			.optional()
			.flatMap(ProcessHandle::of)
			.flatMap(ProcessHandle::parent)
			.orElseThrow();
	}

	private static void thaw(ProcessHandle postmaster) {
		signal("CONT", Stream.concat(postmaster.descendants(), Stream.of(postmaster)));
	}

	private static void signal(String signal, Stream<ProcessHandle> processes) {
		List<String> command = new ArrayList<>(List.of("kill", "-s", signal));
		processes.forEach((process) -> command.add(Long.toString(process.pid())));
		try {
			new ProcessBuilder(command).inheritIO().start().waitFor();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * How many slow queries of a server it is running.
	 */
	long slowQueries(Server server) {
		return client().sql("select count(*) from pg_stat_activity where " + SLOW)
			.param("server", server.name())
			.query(Long.class)
			.single();
	}

	/**
	 * Have the slow queries of a server fail.
	 */
	void endSlowQueries(Server server) {
		client().sql("select pg_terminate_backend(pid) from pg_stat_activity where " + SLOW)
			.param("server", server.name())
			.query(Boolean.class)
			.list();
	}

	private JdbcClient client() {
		return JdbcClient.create(new DriverManagerDataSource(this.url));
	}

}
