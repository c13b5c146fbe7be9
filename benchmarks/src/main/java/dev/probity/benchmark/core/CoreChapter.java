package dev.probity.benchmark.core;

import java.util.List;

import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;

/**
 * What the operations of the core cost, however many checks there are.
 */
public final class CoreChapter implements Chapter {

	private static final String READ = "read verdict";

	private static final String HELD = "read verdict that is held";

	@Override
	public String name() {
		return "core";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		List<CoreFigure> figures = CoreBenchmarks.run(effort);
		CoreFigure few = figure(figures, READ, 3);
		CoreFigure many = figure(figures, READ, 3_000);
		CoreFigure held = figure(figures, HELD, 3_000);
		return new Findings(text(figures), List.of(
				Target.atMost("a verdict is read in", 50, Target.UNGUARDED, few.nanos(), " ns"),
				Target.atMost("... with 3000 checks", 50, Target.UNGUARDED, many.nanos(), " ns"),
				Target.atMost("... while a failure is held", 50, Target.UNGUARDED, held.nanos(), " ns"),
				Target.atMost("... by that with 3", 1.5, 5, many.nanos() / few.nanos(), " ×"),
				Target.atMost("... and allocates", 0, 8, Math.rint(Math.max(few.bytes(), many.bytes())), " bytes")));
	}

	private static CoreFigure figure(List<CoreFigure> figures, String operation, int checks) {
		return figures.stream()
			.filter((figure) -> figure.operation().equals(operation) && figure.checks() == checks)
			.findFirst()
			.orElseThrow();
	}

	static String text(List<CoreFigure> figures) {
		StringBuilder text = new StringBuilder("""
				JMH, average time with its error (99.9 %), and what is allocated.

				| operation | checks | ns | bytes |
				| --- | --- | --- | --- |
				""");
		figures.forEach((figure) -> text.append(figure.row()).append('\n'));
		return text.toString();
	}

}
