package dev.probity.benchmark.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.probity.benchmark.harness.Stack;
import dev.probity.benchmark.harness.Variant;

/**
 * What came of the requests of some callers in one rolling restart, as a line of a file
 * that a later run goes on with.
 *
 * @param cell which rolling restart it was
 * @param callers the callers
 * @param outcomes how many requests had which outcome
 * @param latencies the milliseconds within which 50 %, 99 % and all of those ended that
 * succeeded
 * @param noticed the milliseconds from each SIGTERM until the balancer of the callers
 * sent nothing more, empty without a balancer or if it has not noticed
 * @param exits the milliseconds from each SIGTERM until the process had ended
 * @param exitCodes the exit codes
 * @param balancerCounts the requests that the balancer has got and those that it has sent
 * once more, empty without a balancer
 */
record Row(Cell cell, String callers, Map<Outcome, Integer> outcomes, List<Long> latencies, List<Long> noticed,
		List<Long> exits, List<Long> exitCodes, List<Long> balancerCounts) {

	static final String HEADER = "run,stack,variant,callers,"
			+ Stream.of(Outcome.values()).map(Outcome::toString).collect(Collectors.joining(","))
			+ ",p50 p99 max ms,noticed ms,exit ms,exit codes,balancer requests and retries";

	static List<Row> of(Cell cell, RolloutResult result) {
		List<Row> rows = new ArrayList<>();
		result.tallies().forEach((callers, tally) -> {
			RolloutResult.BalancerCount count = result.counts().get(callers);
			rows.add(new Row(cell, callers,
					Stream.of(Outcome.values())
						.collect(Collectors.toMap((outcome) -> outcome, tally::count, Integer::sum,
								() -> new EnumMap<>(Outcome.class))),
					Stream.of(0.5, 0.99, 1.0).map(tally::latency).map(Duration::toMillis).toList(),
					result.departures()
						.stream()
						.map((departure) -> departure.noticed().get(callers))
						.flatMap(Stream::ofNullable)
						.map(Duration::toMillis)
						.toList(),
					result.departures().stream().map(Departure::exit).map(Duration::toMillis).toList(),
					result.departures().stream().map((departure) -> (long) departure.exitCode()).toList(),
					(count != null) ? List.of((long) count.requests(), (long) count.retries()) : List.of()));
		});
		return rows;
	}

	int sent() {
		return this.outcomes.values().stream().mapToInt(Integer::intValue).sum();
	}

	int failed() {
		return sent() - this.outcomes.getOrDefault(Outcome.OK, 0);
	}

	String line() {
		return Stream
			.of(Stream.of(this.cell.run(), this.cell.stack(), this.cell.variant(), this.callers),
					Stream.of(Outcome.values()).map((outcome) -> this.outcomes.getOrDefault(outcome, 0)),
					Stream.of(this.latencies, this.noticed, this.exits, this.exitCodes, this.balancerCounts)
						.map(Row::join))
			.flatMap((values) -> values)
			.map(Object::toString)
			.collect(Collectors.joining(","));
	}

	static Row parse(String line) {
		String[] values = line.split(",", -1);
		Cell cell = new Cell(Integer.parseInt(values[0]), Stack.valueOf(values[1]), Variant.valueOf(values[2]));
		Outcome[] kinds = Outcome.values();
		Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
		IntStream.range(0, kinds.length).forEach((i) -> outcomes.put(kinds[i], Integer.parseInt(values[4 + i])));
		List<List<Long>> lists = Stream.of(values).skip(4L + kinds.length).map(Row::split).toList();
		return new Row(cell, values[3], outcomes, lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4));
	}

	private static String join(List<Long> values) {
		return values.stream().map(Object::toString).collect(Collectors.joining(" "));
	}

	private static List<Long> split(String values) {
		return values.isEmpty() ? List.of() : Stream.of(values.split(" ")).map(Long::valueOf).toList();
	}

	/**
	 * A rolling restart of the matrix.
	 *
	 * @param run which one of those that are equal, from 1
	 * @param stack what serves the application
	 * @param variant whether it has Probity
	 */
	record Cell(int run, Stack stack, Variant variant) {

		@Override
		public String toString() {
			return "run %d, %s, %s".formatted(this.run, this.stack.label(), this.variant.label());
		}

	}

}
