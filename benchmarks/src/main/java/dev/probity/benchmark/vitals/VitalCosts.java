package dev.probity.benchmark.vitals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Prints what the vitals cost, for a few threads and for many: one process after the
 * other that does nothing else, with the vitals and without.
 */
public final class VitalCosts {

	private VitalCosts() {
	}

	/**
	 * Measure, and print.
	 * @param args how many seconds each process is watched (by default 120), and how many
	 * threads it has (by default 50 and 1000)
	 */
	public static void main(String[] args) throws Exception {
		Duration watched = Duration.ofSeconds((args.length > 0) ? Long.parseLong(args[0]) : 120);
		List<Integer> threads = (args.length > 1) ? Stream.of(args).skip(1).map(Integer::valueOf).toList()
				: List.of(50, 1_000);
		List<Comparison> comparisons = new ArrayList<>();
		for (int count : threads) {
			comparisons.add(new Comparison(count, IdleProcess.measure(false, count, watched),
					IdleProcess.measure(true, count, watched)));
		}
		System.out.println(table(comparisons, watched));
	}

	static String table(List<Comparison> comparisons, Duration watched) {
		List<String> lines = new ArrayList<>(List
			.of("| threads | vitals | runs | CPU time of the process in %d s | of a core | of the checks' own threads | allocated by these | heap in use |"
				.formatted(watched.toSeconds()), "| --- | --- | --- | --- | --- | --- | --- | --- |"));
		for (Comparison each : comparisons) {
			lines.add(line(each.threads(), "none", each.without(), watched));
			lines.add(line(each.threads(), "all", each.with(), watched));
		}
		return String.join("\n", lines);
	}

	private static String line(int threads, String what, Cost cost, Duration watched) {
		return "| %d | %s | %d | %s ms | %s | %s ms | %d KB | %d KB |".formatted(threads, what, cost.runs(),
				print(cost.cpu().toNanos() / 1e6), percent(cost.cpu(), watched),
				print(cost.ownThreads().toNanos() / 1e6), cost.allocated() / 1024, cost.heap() / 1024);
	}

	private static String percent(Duration cpu, Duration watched) {
		return String.format(Locale.ROOT, "%.4f %%", 100.0 * cpu.toNanos() / watched.toNanos());
	}

	/**
	 * The costs of two processes that differ in nothing but the vitals.
	 *
	 * @param threads how many threads they have
	 * @param without what the one without vitals has cost
	 * @param with what the one with vitals has cost
	 */
	record Comparison(int threads, Cost without, Cost with) {

	}

	private static String print(double millis) {
		return String.format(Locale.ROOT, "%.1f", millis);
	}

}
