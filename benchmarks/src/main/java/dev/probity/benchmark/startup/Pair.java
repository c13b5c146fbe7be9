package dev.probity.benchmark.startup;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

import dev.probity.benchmark.harness.Machine;
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
	 * the first two find is not counted: they read all files from the disk. Each pair is
	 * kept in the folder, so that a measurement that was interrupted goes on where it
	 * was.
	 * @param folder gets the logs and the pairs
	 */
	static List<Pair> measure(Machine machine, int number, String database, Path folder) throws IOException {
		List<Pair> pairs = new ArrayList<>();
		for (int i = 0; i <= number; i++) {
			Path kept = folder.resolve("pair-%d.txt".formatted(i));
			if (!Files.exists(kept)) {
				Pair pair = measureOne(machine, i, database, folder);
				Files.writeString(kept, pair.stock().line() + "\n" + pair.probity().line() + "\n");
			}
			List<String> lines = Files.readAllLines(kept);
			pairs.add(new Pair(Start.read(lines.get(0)), Start.read(lines.get(1))));
		}
		return List.copyOf(pairs.subList(1, pairs.size()));
	}

	/**
	 * Have the next measurement begin anew.
	 */
	static void forget(Path folder) throws IOException {
		try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "pair-*.txt")) {
			for (Path pair : kept) {
				Files.delete(pair);
			}
		}
	}

	private static Pair measureOne(Machine machine, int i, String database, Path folder) throws IOException {
		Path stockLog = folder.resolve("stock-%d.log".formatted(i));
		Path probityLog = folder.resolve("probity-%d.log".formatted(i));
		if (i % 2 == 0) {
			Start stock = Start.measure(machine, Variant.STOCK, database, stockLog);
			return new Pair(stock, Start.measure(machine, Variant.PROBITY, database, probityLog));
		}
		Start probity = Start.measure(machine, Variant.PROBITY, database, probityLog);
		return new Pair(Start.measure(machine, Variant.STOCK, database, stockLog), probity);
	}

	long difference(ToLongFunction<Start> figure) {
		return figure.applyAsLong(this.probity) - figure.applyAsLong(this.stock);
	}

	double percent(ToLongFunction<Start> figure) {
		return 100.0 * difference(figure) / figure.applyAsLong(this.stock);
	}

}
