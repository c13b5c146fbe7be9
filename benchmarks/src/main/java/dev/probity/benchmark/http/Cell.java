package dev.probity.benchmark.http;

import java.util.ArrayList;
import java.util.List;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Effort;

/**
 * What is measured while all is well.
 *
 * @param stack what serves the application
 * @param variant whether it has Probity
 * @param path what is asked for
 * @param connections over how many connections
 */
record Cell(Stack stack, Variant variant, String path, int connections) {

	static final String CONST = "/const";

	/** What is answered ahead of the application: the limit of any answer. */
	static final String AHEAD = "/ahead";

	/** The least that an endpoint of Actuator can do. */
	static final String ENDPOINT = "/actuator/constant";

	static final String READYZ = "/readyz";

	/** Readiness on the probe port. */
	static final String PROBE_PORT = ":probe-port/readyz";

	static final String READINESS = "/actuator/health/readiness";

	static final String LIVENESS = "/actuator/health/liveness";

	static final List<Stack> STACKS = List.of(Stack.TOMCAT, Stack.NETTY);

	/** The number of connections that the targets speak of. */
	static final int CONNECTIONS = 16;

	static List<Cell> all(Effort effort) {
		List<Cell> cells = new ArrayList<>();
		for (Stack stack : STACKS) {
			for (int connections : connections(effort)) {
				paths(effort, Variant.STOCK)
					.forEach((path) -> cells.add(new Cell(stack, Variant.STOCK, path, connections)));
				paths(effort, Variant.PROBITY)
					.forEach((path) -> cells.add(new Cell(stack, Variant.PROBITY, path, connections)));
			}
		}
		return cells;
	}

	private static List<Integer> connections(Effort effort) {
		return switch (effort) {
			case SHORT -> List.of(CONNECTIONS);
			case FULL -> List.of(1, CONNECTIONS, 64);
		};
	}

	private static List<String> paths(Effort effort, Variant variant) {
		return switch (variant) {
			case STOCK -> switch (effort) {
				case SHORT -> List.of(CONST, READINESS, LIVENESS);
				case FULL -> List.of(CONST, AHEAD, ENDPOINT, READINESS, LIVENESS);
			};
			case PROBITY -> switch (effort) {
				case SHORT -> List.of(CONST, READYZ, PROBE_PORT, READINESS);
				case FULL -> List.of(CONST, READYZ, PROBE_PORT, "/livez", "/readyz?verbose", READINESS, LIVENESS);
			};
		};
	}

	/**
	 * What it is compared with: the bare constant endpoint, without Probity.
	 */
	Cell limit() {
		return new Cell(this.stack, Variant.STOCK, CONST, this.connections);
	}

	/**
	 * How it is asked on a server.
	 */
	Load closedLoop(Server server) {
		return this.path.equals(PROBE_PORT) ? Load.closedLoop(server.probePort(), READYZ, this.connections)
				: Load.closedLoop(server.port(), this.path, this.connections);
	}

	boolean isServedBy(Server server) {
		return server.stack() == this.stack && server.variant() == this.variant;
	}

}
