package dev.probity.benchmark.http;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;
import dev.probity.benchmark.report.Effort;

/**
 * What the probes answer in each condition.
 *
 * @param replies by what the condition is called, in the order of the measurement
 */
record Conditions(Map<String, List<Replies>> replies) {

	static final String HEALTHY = "All is well";

	static final String HUNG = "PostgreSQL hangs";

	private static final String EXHAUSTED = "All 10 connections of the pool are in use";

	private static final String BUSY = "All 20 request threads wait for the database";

	private static final int POOL_SIZE = 10;

	private static final int THREADS = 20;

	/**
	 * Ask servers that are warm.
	 */
	static Conditions observe(Servers servers, Database database, Path folder, Effort effort) throws Exception {
		Questioning questioning = new Questioning(Schedule.of(effort));
		List<Question> questions = Question.of(servers.all(), effort);
		Map<String, List<Replies>> replies = new LinkedHashMap<>();
		servers.awaitReady();
		replies.put(HEALTHY, questioning.ask(questions));
		replies.put(HUNG, database.whileFrozen(() -> questioning.ask(questions)));
		if (effort == Effort.FULL) {
			servers.awaitReady();
			SlowCalls calls = new SlowCalls(database, POOL_SIZE);
			replies.put(EXHAUSTED, calls.whileRunning(servers.all(), () -> questioning.ask(questions)));
			replies.put(BUSY, busy(database, folder, questioning));
		}
		return new Conditions(replies);
	}

	private static List<Replies> busy(Database database, Path folder, Questioning questioning) throws Exception {
		try (Servers servers = Servers.start(database, folder, true, "--server.tomcat.threads.max=" + THREADS,
				"--spring.datasource.hikari.maximum-pool-size=" + (THREADS + POOL_SIZE))) {
			List<Question> questions = Question.ofBothPorts(servers.all());
			questioning.warmUp(questions);
			return new SlowCalls(database, THREADS).whileRunning(servers.all(), () -> questioning.ask(questions));
		}
	}

	String text() {
		StringBuilder text = new StringBuilder();
		this.replies.forEach(
				(condition, replies) -> text.append("**%s**\n\n%s\n".formatted(condition, Replies.table(replies))));
		return text.toString();
	}

	/**
	 * The p99.9 of Probity's readiness under load in a condition, by that while all was
	 * well.
	 */
	double slowdown(String condition, Stack stack) {
		return burstMillis(condition, stack) / burstMillis(HEALTHY, stack);
	}

	private double burstMillis(String condition, Stack stack) {
		return this.replies.getOrDefault(condition, List.of())
			.stream()
			.filter((replies) -> replies.isOf(stack, Variant.PROBITY, Cell.READYZ))
			.mapToDouble((replies) -> replies.burstMillis(99.9))
			.findFirst()
			.orElse(Double.NaN);
	}

}
