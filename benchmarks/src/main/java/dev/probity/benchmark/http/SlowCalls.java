package dev.probity.benchmark.http;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

import dev.probity.benchmark.harness.Patience;

/**
 * Requests to servers that wait for the database.
 *
 * @param database what they wait for
 * @param number how many to each server
 */
record SlowCalls(Database database, int number) {

	/**
	 * Do something while all their queries are running, which fail afterwards.
	 */
	<T> T whileRunning(List<Server> servers, Callable<T> work) throws Exception {
		try {
			for (Server server : servers) {
				start(server);
			}
			return work.call();
		}
		finally {
			servers.forEach(this.database::endSlowQueries);
		}
	}

	private void start(Server server) throws IOException {
		for (int i = 0; i < this.number; i++) {
			server.call("/slow");
		}
		Patience.until("%d slow queries of %s are running".formatted(this.number, server.name()),
				() -> this.database.slowQueries(server) == this.number);
	}

}
