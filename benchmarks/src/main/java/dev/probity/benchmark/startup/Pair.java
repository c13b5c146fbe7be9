package dev.probity.benchmark.startup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import dev.probity.benchmark.harness.Variant;

/**
 * Two starts, one right after the other.
 *
 * @param stock without Probity
 * @param probity with it
 */
record Pair(Start stock, Start probity) {

	/**
	 * Start the application again and again, with Probity first every other time. What
	 * the first two find is not counted: they read all files from the disk.
	 * @param folder gets the logs
	 */
	static List<Pair> measure(int number, String database, Path folder) throws IOException {
		List<Pair> pairs = new ArrayList<>();
		for (int i = 0; i <= number; i++) {
			Path stockLog = folder.resolve("stock-%d.log".formatted(i));
			Path probityLog = folder.resolve("probity-%d.log".formatted(i));
			if (i % 2 == 0) {
				Start stock = Start.measure(Variant.STOCK, database, stockLog);
				pairs.add(new Pair(stock, Start.measure(Variant.PROBITY, database, probityLog)));
			}
			else {
				Start probity = Start.measure(Variant.PROBITY, database, probityLog);
				pairs.add(new Pair(Start.measure(Variant.STOCK, database, stockLog), probity));
			}
		}
		return List.copyOf(pairs.subList(1, pairs.size()));
	}

	long difference(ToLongFunction<Start> figure) {
		return figure.applyAsLong(this.probity) - figure.applyAsLong(this.stock);
	}

	double percent(ToLongFunction<Start> figure) {
		return 100.0 * difference(figure) / figure.applyAsLong(this.stock);
	}

}
