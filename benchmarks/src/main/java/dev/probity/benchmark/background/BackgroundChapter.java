package dev.probity.benchmark.background;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.probity.benchmark.harness.FiguresProgram;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;

/**
 * What checks cost that do nothing, each second, and how late they begin.
 */
public final class BackgroundChapter implements Chapter {

	private static final int MANY = 1_000;

	private static final int HANGING = 100;

	@Override
	public String name() {
		return "background";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>();
		if (effort == Effort.FULL) {
			rows.add(observe(effort, 10, 0));
			rows.add(observe(effort, 100, 0));
		}
		rows.add(observe(effort, MANY, 0));
		rows.add(observe(effort, MANY, HANGING));
		Row many = rows.get(rows.size() - 2);
		Row hung = rows.get(rows.size() - 1);
		return new Findings(text(rows),
				List.of(Target.atMost("1000 checks at 1 s: share of a core", 2, 15, many.cpu() * 100, " %"),
						Target.atMost("1000 checks at 1 s, 100 of them hung: the others' lateness, p99", 50,
								Target.UNGUARDED, hung.p99() / 1_000.0, " ms")));
	}

	private static Row observe(Effort effort, int checks, int hanging) throws IOException, InterruptedException {
		FiguresProgram program = new FiguresProgram(BackgroundProcess.class,
				Path.of("target", "background", "%d-%d.log".formatted(checks, hanging)));
		int warmUp = (effort == Effort.FULL) ? 120 : 15;
		int measured = (effort == Effort.FULL) ? 20 : 5;
		Map<String, Double> figures = program
			.run(Duration.ofSeconds(warmUp + measured + 60), checks, hanging, warmUp, measured)
			.get(0);
		return new Row(checks, hanging, figures.getOrDefault("cpu", Double.NaN),
				figures.getOrDefault("p50", Double.NaN), figures.getOrDefault("p99", Double.NaN),
				figures.getOrDefault("max", Double.NaN));
	}

	static String text(List<Row> rows) {
		StringBuilder text = new StringBuilder(
				"""
						A JVM with nothing but Probity's engine and checks that do nothing, at an interval of 1 s: the CPU time of
						the whole process in 20 s, two minutes after its start, when the JVM's compilers are nearly done, and by how
						much longer than a second it took until a check ran again.

						| checks | of these hang | of a core | late, p50 | p99 | most |
						| --- | --- | --- | --- | --- | --- |
						""");
		rows.forEach((row) -> text.append(row.line()));
		return text.toString();
	}

	/**
	 * One process.
	 *
	 * @param cpu share of a core
	 * @param p50 microseconds
	 * @param p99 microseconds
	 * @param most microseconds
	 */
	record Row(int checks, int hanging, double cpu, double p50, double p99, double most) {

		private String line() {
			return String.format(Locale.ENGLISH, "| %,d | %d | %.2f %% | %.1f ms | %.1f ms | %.1f ms |%n", this.checks,
					this.hanging, this.cpu * 100, this.p50 / 1_000, this.p99 / 1_000, this.most / 1_000);
		}

	}

}
