package dev.probity.benchmark.port;

import java.util.List;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Effort;

/**
 * An application all of whose threads are made to wait.
 *
 * @param stack what serves it
 * @param threads how many request threads it has; 0 for event loops
 * @param variant whether it has Probity
 */
record Subject(Stack stack, int threads, Variant variant) {

	/**
	 * Pairs of stock and Probity, each of which is asked at the same time.
	 */
	static List<List<Subject>> pairs(Effort effort) {
		// 200 threads are not all waiting after a few seconds
		Stream<List<Subject>> many = (effort == Effort.FULL) ? Stream.of(pair(Stack.TOMCAT, 200)) : Stream.empty();
		return Stream.concat(Stream.of(pair(Stack.TOMCAT, 20), pair(Stack.JETTY, 20), pair(Stack.NETTY, 0)), many)
			.toList();
	}

	private static List<Subject> pair(Stack stack, int threads) {
		return Stream.of(Variant.values()).map((variant) -> new Subject(stack, threads, variant)).toList();
	}

	List<String> arguments() {
		return switch (this.stack) {
			case TOMCAT -> List.of("--server.tomcat.threads.max=" + this.threads);
			case JETTY -> List.of("--server.jetty.threads.max=" + this.threads, "--server.jetty.threads.min=8");
			case NETTY -> List.of();
		};
	}

	/**
	 * A path whose answer takes one of the threads that take requests, until the database
	 * answers.
	 */
	String blockingPath() {
		return (this.stack == Stack.NETTY) ? "/slow-on-the-event-loop" : "/slow";
	}

	String label() {
		return "%s, %s, %s".formatted(this.variant.label(), this.stack.label(),
				(this.threads == 0) ? "event loops" : this.threads + " threads");
	}

}
