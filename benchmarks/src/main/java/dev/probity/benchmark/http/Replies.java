package dev.probity.benchmark.http;

import java.util.List;
import java.util.stream.Collectors;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import org.jspecify.annotations.Nullable;

/**
 * What a probe has answered in a condition.
 *
 * @param question the probe
 * @param steady at a steady pace
 * @param burst as fast as it answers; {@code null} if it did not even answer to the
 * steady pace
 */
record Replies(Question question, Sample steady, @Nullable Sample burst) {

	private static final String HEADER = """
			| | | port | path | 50/s: answers | p50 ms | p99.9 ms | 16 connections: answers | requests/s | p50 ms | p99 ms | p99.9 ms |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	static String table(List<Replies> replies) {
		return HEADER + replies.stream().map(Replies::line).collect(Collectors.joining());
	}

	/**
	 * Add a burst.
	 */
	Replies and(Sample burst) {
		return new Replies(this.question, this.steady, (this.burst != null) ? this.burst.plus(burst) : burst);
	}

	private String line() {
		Server server = this.question.server();
		return "| %s | %s | %s | `%s` | %s | %s | %s | %s |\n".formatted(server.stack().label(),
				server.variant().label(), this.question.portLabel(), this.question.path(), this.steady.answers(),
				millis(this.steady, 50), millis(this.steady, 99.9), burstCells());
	}

	private String burstCells() {
		if (this.burst == null) {
			return "not asked | – | – | – | –";
		}
		return "%s | %s | %s | %s | %s".formatted(this.burst.answers(), Figures.number(this.burst.perSecond(), 0),
				millis(this.burst, 50), millis(this.burst, 99), millis(this.burst, 99.9));
	}

	private static String millis(Sample sample, double percentile) {
		return Figures.number(sample.millis(percentile), 2);
	}

	boolean isOf(Stack stack, Variant variant, String path) {
		Server server = this.question.server();
		return server.stack() == stack && server.variant() == variant && this.question.path().equals(path);
	}

	/**
	 * Milliseconds that so many percent of the answers did not exceed when it was asked
	 * as fast as it answers; not a number if there was none.
	 */
	double burstMillis(double percentile) {
		return (this.burst != null) ? this.burst.millis(percentile) : Double.NaN;
	}

}
