package dev.probity.benchmark.hang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.probity.benchmark.harness.Variant;

/**
 * What became of a process when its database hung.
 *
 * @param variant whether the application had Probity
 * @param healthy what was seen before
 * @param hung what was seen during the hang
 * @param threadsAfter how many threads it had when it was ready again
 * @param before its memory before
 * @param after its memory when it was ready again
 */
record Row(Variant variant, Observation healthy, Observation hung, int threadsAfter, Memory before, Memory after) {

	private static final String PROBES = """
			| | database | probes | answered within 1 s | of these 503 | p50 | p99 | p99.9 |
			| --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	private static final String PROCESS = """
			| | threads before | most during the hang | of these new | after | heap before | after | RSS before | after |
			| --- | --- | --- | --- | --- | --- | --- | --- | --- |
			""";

	static String probes(List<Row> rows) {
		return PROBES + rows.stream()
			.map((row) -> row.line("healthy", row.healthy) + row.line("hung", row.hung))
			.collect(Collectors.joining());
	}

	static String processes(List<Row> rows) {
		return PROCESS + rows.stream().map(Row::line).collect(Collectors.joining());
	}

	/**
	 * Write the names of all threads, to be compared.
	 */
	void writeThreads(Path folder) throws IOException {
		Files.write(folder.resolve(this.variant.label() + "-healthy.txt"), this.healthy.threads());
		Files.write(folder.resolve(this.variant.label() + "-hung.txt"), this.hung.threads());
	}

	/**
	 * Returns how many more threads of Probity there were during the hang.
	 */
	long ownAdditionalThreads() {
		return this.hung.ownThreads() - this.healthy.ownThreads();
	}

	private String line(String database, Observation seen) {
		Latencies latencies = seen.latencies();
		return "| %s | %s | %d | %d | %d | %s | %s | %s |\n".formatted(this.variant.label(), database,
				seen.answers().size(), seen.answered(), seen.unavailable(), latencies.text(0.5), latencies.text(0.99),
				latencies.text(0.999));
	}

	private String line() {
		return "| %s | %d | %d | %s | %d | %s | %s | %s | %s |\n".formatted(this.variant.label(),
				this.healthy.threads().size(), this.hung.threads().size(), this.hung.newThreads(this.healthy),
				this.threadsAfter, this.before.heapText(), this.after.heapText(), this.before.residentText(),
				this.after.residentText());
	}

}
