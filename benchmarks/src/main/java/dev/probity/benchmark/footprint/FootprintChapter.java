package dev.probity.benchmark.footprint;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.probity.benchmark.harness.FiguresProgram;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;

/**
 * What a check takes of the heap, besides what it is made of itself.
 */
public final class FootprintChapter implements Chapter {

	@Override
	public String name() {
		return "footprint";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		List<Map<String, Double>> figures = new FiguresProgram(FootprintProcess.class,
				Path.of("target", "footprint.log"))
			.run(Duration.ofSeconds(60), 10, 100, 1_000);
		StringBuilder text = new StringBuilder(
				"""
						What is retained after garbage collections for each check that has run: its name, policy, snapshot with the
						last result, place in the schedule. Measured of 20,000 checks, in engines of this many each.

						| checks | bytes for each |
						| --- | --- |
						""");
		double most = 0;
		for (Map<String, Double> figure : figures) {
			double bytes = figure.getOrDefault("bytes", Double.NaN);
			most = Math.max(most, bytes);
			text.append(String.format(Locale.ENGLISH, "| %,.0f | %,.0f |%n", figure.get("checks"), bytes));
		}
		return new Findings(text.toString(),
				List.of(Target.atMost("retained for each check", 1_024, 2_048, most, " bytes")));
	}

}
