package dev.probity.benchmark.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.probity.benchmark.harness.Section;

/**
 * The pages that get what the chapters find: one a section for each, and the other a
 * section for all targets.
 *
 * @param targets the page with the targets, which is read first
 * @param chapters the page with all the tables
 */
public record Page(Path targets, Path chapters) {

	private static final String TARGETS = "targets";

	private static final String HEADER = "| | target | measured | |\n| --- | --- | --- | --- |\n";

	/**
	 * Measure, and write what has been found as soon as it has been.
	 * @return the targets of all chapters
	 */
	public List<Target> write(List<Chapter> chapters, Effort effort) throws Exception {
		List<Target> measured = measure(chapters, effort);
		write(this.targets, TARGETS, table(measured.stream().map(Target::line).toList()));
		return measured;
	}

	/**
	 * Measure some of the chapters, and leave what was found of the others as it is.
	 * @return the targets of these chapters
	 */
	public List<Target> writeOnly(List<Chapter> chapters, Effort effort) throws Exception {
		List<Target> measured = measure(chapters, effort);
		Map<String, String> lines = new LinkedHashMap<>();
		section(this.targets, TARGETS).read()
			.lines()
			.filter((line) -> line.startsWith("| ") && !HEADER.contains(line))
			.forEach((line) -> lines.put(claim(line), line + "\n"));
		measured.forEach((target) -> lines.put(claim(target.line()), target.line()));
		write(this.targets, TARGETS, table(lines.values()));
		return measured;
	}

	private List<Target> measure(List<Chapter> chapters, Effort effort) throws Exception {
		List<Target> measured = new ArrayList<>();
		for (Chapter chapter : chapters) {
			Findings findings = chapter.measure(effort);
			write(this.chapters, chapter.name(), findings.text());
			measured.addAll(findings.targets());
		}
		return measured;
	}

	private static String claim(String line) {
		return line.split(" \\| ")[0];
	}

	private static Section section(Path page, String name) {
		return new Section(page, "<!-- %s -->".formatted(name), "<!-- /%s -->".formatted(name));
	}

	private static void write(Path page, String section, String text) throws IOException {
		section(page, section).write("\n" + text + "\n");
	}

	private static String table(Collection<String> lines) {
		return HEADER + String.join("", lines);
	}

}
