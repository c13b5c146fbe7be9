package dev.probity.benchmark.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;

/**
 * One server of each kind, all of which run at the same time.
 *
 * @param all the servers
 */
record Servers(List<Server> all) implements AutoCloseable {

	/**
	 * Start them, and wait until they are ready.
	 */
	static Servers start(Database database, Path folder, boolean managementPort, String... arguments)
			throws IOException {
		Servers servers = new Servers(new ArrayList<>());
		try {
			for (Stack stack : Cell.STACKS) {
				for (Variant variant : Variant.values()) {
					servers.all
						.add(new Server(stack, variant, database.url(), folder, managementPort, List.of(arguments)));
				}
			}
			servers.awaitReady();
			return servers;
		}
		catch (IOException | RuntimeException ex) {
			servers.close();
			throw ex;
		}
	}

	void awaitReady() throws IOException {
		for (Server server : this.all) {
			server.awaitReady();
		}
	}

	@Override
	public void close() {
		this.all.forEach(Server::close);
	}

}
