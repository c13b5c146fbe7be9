package dev.probity.benchmark.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A program that runs in a JVM of its own, prints lines of figures like
 * <code>checks=10 cpu=0.1</code>, and ends.
 *
 * @param main its main class
 * @param log gets what it says
 */
public record FiguresProgram(Class<?> main, Path log) {

	/**
	 * Run it.
	 * @param patience how long that may take
	 * @return the figures of each line that has some
	 * @throws IllegalStateException if it fails, or takes longer
	 */
	public List<Map<String, Double>> run(Duration patience, Object... arguments)
			throws IOException, InterruptedException {
		Files.createDirectories(this.log.toAbsolutePath().getParent());
		Files.deleteIfExists(this.log);
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
						"-Xmx256m", this.main.getName()));
		Stream.of(arguments).map(String::valueOf).forEach(command::add);
		Map<String, String> environment = Map.of("CLASSPATH",
				System.getProperty("application.class-path", System.getProperty("java.class.path")));
		try (ChildProcess process = ChildProcess.start(command, environment, this.log)) {
			process.endedAt().get(patience.toSeconds(), TimeUnit.SECONDS);
			if (process.exitCode() != 0) {
				throw new IllegalStateException("%s has failed, see %s".formatted(this.main.getName(), this.log));
			}
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new IllegalStateException("%s does not end, see %s".formatted(this.main.getName(), this.log), ex);
		}
		return Files.readAllLines(this.log)
			.stream()
			.filter((line) -> line.matches("(\\w+=[-\\d.E]+ ?)+"))
			.map(FiguresProgram::figures)
			.toList();
	}

	static Map<String, Double> figures(String line) {
		Map<String, Double> figures = new LinkedHashMap<>();
		for (String figure : line.split(" ")) {
			int sign = figure.indexOf('=');
			figures.put(figure.substring(0, sign), Double.valueOf(figure.substring(sign + 1)));
		}
		return figures;
	}

}
