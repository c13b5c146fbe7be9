package dev.probity.benchmark.listeners;

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
 * What it costs to tell listeners and meters of results, and whether any is lost.
 */
public final class ListenersChapter implements Chapter {

	private static final int MANY = 1_000;

	private static final int MORE = 3_000;

	@Override
	public String name() {
		return "listeners";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		List<Row> rows = new ArrayList<>();
		if (effort == Effort.FULL) {
			rows.add(observe(effort, MANY, 0));
		}
		Row many = observe(effort, MANY, 1);
		rows.add(many);
		Row more = observe(effort, MORE, 1);
		rows.add(more);
		if (effort == Effort.FULL) {
			rows.add(observe(effort, 2 * MORE, 1));
		}
		double lost = rows.stream().mapToDouble(Row::lost).sum();
		return new Findings(text(rows), List.of(
				Target.atMost("1000 checks at 1 s with meters: the listeners' share of a core", 1, Target.UNGUARDED,
						many.cpu() * 100, " %"),
				Target.atMost("the same with 3000, of three times as much", 1.2, 2,
						more.cpu() / (many.cpu() * MORE / MANY), " ×"),
				Target.atMost("first results, all at once, that events or counters have missed", 0, 0, lost, "")));
	}

	private static Row observe(Effort effort, int checks, int registries) throws IOException, InterruptedException {
		FiguresProgram program = new FiguresProgram(ListenersProcess.class,
				Path.of("target", "listeners", "%d-%d.log".formatted(checks, registries)));
		int warmUp = (effort == Effort.FULL) ? 30 : 10;
		int measured = (effort == Effort.FULL) ? 20 : 5;
		Map<String, Double> figures = program
			.run(Duration.ofSeconds(warmUp + measured + 120), checks, registries, warmUp, measured)
			.get(0);
		return new Row(checks, registries, figures.getOrDefault("cpu", Double.NaN),
				figures.getOrDefault("events", Double.NaN), figures.getOrDefault("counted", Double.NaN));
	}

	static String text(List<Row> rows) {
		StringBuilder text = new StringBuilder(
				"""
						An application without a web server whose checks pass each second: what the thread takes that notifies all
						listeners, meters included, and how many of the first results, which come all at once, have reached it.

						| checks | registries of meters | of a core | events | counted |
						| --- | --- | --- | --- | --- |
						""");
		rows.forEach((row) -> text.append(row.line()));
		return text.toString();
	}

	/**
	 * One process.
	 *
	 * @param cpu share of a core
	 * @param events how many first transitions were published
	 * @param counted how many of them were counted
	 */
	record Row(int checks, int registries, double cpu, double events, double counted) {

		private double lost() {
			return this.checks - this.events + this.checks * this.registries - this.counted;
		}

		private String line() {
			return String.format(Locale.ENGLISH, "| %,d | %d | %.2f %% | %,.0f | %s |%n", this.checks, this.registries,
					this.cpu * 100, this.events,
					(this.registries > 0) ? String.format(Locale.ENGLISH, "%,.0f", this.counted) : "–");
		}

	}

}
