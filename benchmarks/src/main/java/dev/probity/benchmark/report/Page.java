package dev.probity.benchmark.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.probity.benchmark.harness.Section;

/**
 * The pages that get what the chapters find: one a section for each, and the other a
 * section for all targets.
 *
 * @param targets the page with the targets, which is read first
 * @param chapters the page with all the tables
 */
public record Page(Path targets, Path chapters) {

	/**
	 * Measure, and write what has been found as soon as it has been.
	 * @return the targets of all chapters
	 */
	public List<Target> write(List<Chapter> chapters, Effort effort) throws Exception {
		List<Target> measured = writeOnly(chapters, effort);
		write(this.targets, "targets", table(measured));
		return measured;
	}

	/**
	 * Measure some of the chapters, and leave the table of all targets as it is.
	 * @return the targets of these chapters
	 */
	public List<Target> writeOnly(List<Chapter> chapters, Effort effort) throws Exception {
		List<Target> measured = new ArrayList<>();
		for (Chapter chapter : chapters) {
			Findings findings = chapter.measure(effort);
			write(this.chapters, chapter.name(), findings.text());
			measured.addAll(findings.targets());
		}
		return measured;
	}

	private static void write(Path page, String section, String text) throws IOException {
		new Section(page, "<!-- %s -->".formatted(section), "<!-- /%s -->".formatted(section))
			.write("\n" + text + "\n");
	}

	private static String table(List<Target> targets) {
		StringBuilder table = new StringBuilder("| | target | measured | |\n| --- | --- | --- | --- |\n");
		targets.forEach((target) -> table.append(target.line()));
		return table.toString();
	}

}
