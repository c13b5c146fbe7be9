package dev.probity.benchmark.rollout;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Rolling restarts of all kinds, many times over. Each is written to a file when it has
 * ended, and is not run again as long as it is in there.
 */
final class Matrix {

	private static final Duration LAME_DUCK = Duration.ofSeconds(10);

	private static final Plan PLAN = new Plan(List.of(Balancer.SWIFT, Balancer.SLOW), DirectClients.DEFAULT,
			Duration.ofSeconds(3), Duration.ofSeconds(2), Plan.LastInstance.RETURNS);

	private final String database;

	private final Path folder;

	private final PrintStream progress;

	/**
	 * Make a matrix.
	 * @param database the address of the database
	 * @param folder has what has been run before, and gets what is run
	 * @param progress gets a line for each rolling restart
	 */
	Matrix(String database, Path folder, PrintStream progress) {
		this.database = database;
		this.folder = folder;
		this.progress = progress;
	}

	/**
	 * Run what has not been run. One that cannot be run to its end is left out, with a
	 * line that says so.
	 * @param cells the rolling restarts, in their order
	 * @return what came of those in the file, whether or not they have been asked for
	 */
	List<Row> run(List<Row.Cell> cells) throws IOException, InterruptedException {
		Files.createDirectories(this.folder);
		List<Row> rows = new ArrayList<>(read());
		for (Row.Cell cell : cells) {
			if (rows.stream().noneMatch((row) -> row.cell().equals(cell))) {
				rows.addAll(run(cell));
			}
		}
		return rows;
	}

	private List<Row> run(Row.Cell cell) throws IOException, InterruptedException {
		long start = System.nanoTime();
		Application application = new Application(cell.stack(), cell.variant(), LAME_DUCK, this.database);
		try {
			Path logs = this.folder
				.resolve("%d-%s-%s".formatted(cell.run(), cell.stack(), cell.variant()).toLowerCase(Locale.ROOT));
			List<Row> rows = Row.of(cell, Rollout.run(application, PLAN, logs));
			write(rows);
			this.progress.printf("%s: %s; exit after %s ms; %d s%n", cell,
					String.join(", ", rows.stream().map(Matrix::summary).toList()), rows.get(0).exits(),
					Duration.ofNanos(System.nanoTime() - start).toSeconds());
			return rows;
		}
		catch (IOException | ExecutionException | TimeoutException | IllegalStateException ex) {
			this.progress.printf("%s: could not be run to its end: %s%n", cell, ex);
			return List.of();
		}
	}

	private static String summary(Row row) {
		return "%s %d of %d failed%s".formatted(row.callers(), row.failed(), row.sent(),
				row.noticed().isEmpty() ? "" : " (noticed after %s ms)".formatted(row.noticed()));
	}

	private Path file() {
		return this.folder.resolve("runs.csv");
	}

	private List<Row> read() throws IOException {
		if (Files.notExists(file())) {
			Files.writeString(file(), Row.HEADER + "\n");
		}
		try (Stream<String> lines = Files.lines(file())) {
			return lines.skip(1).map(Row::parse).toList();
		}
	}

	private void write(List<Row> rows) throws IOException {
		Files.write(file(), rows.stream().map(Row::line).toList(), StandardOpenOption.APPEND);
	}

}
