package dev.probity.benchmark.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.probity.benchmark.harness.Section;

/**
 * The page that gets what the chapters find: a section for each, and one for all targets.
 *
 * @param path the page
 */
public record Page(Path path) {

	/**
	 * Measure, and write what has been found as soon as it has been.
	 * @return the targets of all chapters
	 */
	public List<Target> write(List<Chapter> chapters, Effort effort) throws Exception {
		List<Target> targets = writeOnly(chapters, effort);
		write("targets", table(targets));
		return targets;
	}

	/**
	 * Measure some of the chapters, and leave the table of all targets as it is.
	 * @return the targets of these chapters
	 */
	public List<Target> writeOnly(List<Chapter> chapters, Effort effort) throws Exception {
		List<Target> targets = new ArrayList<>();
		for (Chapter chapter : chapters) {
			Findings findings = chapter.measure(effort);
			write(chapter.name(), findings.text());
			targets.addAll(findings.targets());
		}
		return targets;
	}

	private void write(String section, String text) throws IOException {
		new Section(this.path, "<!-- %s -->".formatted(section), "<!-- /%s -->".formatted(section))
			.write("\n" + text + "\n");
	}

	private static String table(List<Target> targets) {
		StringBuilder table = new StringBuilder("| | target | measured | |\n| --- | --- | --- | --- |\n");
		targets.forEach((target) -> table.append(target.line()));
		return table.toString();
	}

}
