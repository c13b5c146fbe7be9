package dev.probity.benchmark.http;

import java.util.List;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Effort;

/**
 * A probe of a server that is asked in a condition.
 *
 * @param server the server
 * @param port where it is asked
 * @param path what for
 */
record Question(Server server, int port, String path) {

	/**
	 * Those that servers are asked that have one port.
	 */
	static List<Question> of(List<Server> servers, Effort effort) {
		return servers.stream()
			.flatMap((server) -> paths(server.variant(), effort)
				.map((path) -> new Question(server, server.port(), path)))
			.toList();
	}

	/**
	 * Those that servers are asked that have a management port of its own.
	 */
	static List<Question> ofBothPorts(List<Server> servers) {
		return servers.stream()
			.flatMap((server) -> Stream.of(new Question(server, server.port(), Cell.READYZ),
					new Question(server, server.port(), "/livez"),
					new Question(server, server.managementPort(), Cell.READINESS),
					new Question(server, server.managementPort(), Cell.LIVENESS)))
			.toList();
	}

	private static Stream<String> paths(Variant variant, Effort effort) {
		return switch (effort) {
			case SHORT -> Stream.of((variant == Variant.STOCK) ? Cell.READINESS : Cell.READYZ);
			case FULL -> (variant == Variant.STOCK) ? Stream.of(Cell.READINESS, Cell.LIVENESS)
					: Stream.of(Cell.READYZ, Cell.READINESS, Cell.LIVENESS);
		};
	}

	String portLabel() {
		return (this.port == this.server.port()) ? "main" : "management";
	}

}
