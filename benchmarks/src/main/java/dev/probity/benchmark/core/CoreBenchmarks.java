package dev.probity.benchmark.core;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.probity.check.EngineBenchmark;
import dev.probity.probe.VerdictBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of the core, and tells them as rows of a table.
 */
public final class CoreBenchmarks {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private CoreBenchmarks() {
	}

	/**
	 * Run them.
	 * @param extent how long
	 */
	public static List<CoreFigure> run(Extent extent) throws RunnerException {
		Options options = new OptionsBuilder().include(EngineBenchmark.class.getSimpleName())
			.include(VerdictBenchmark.class.getSimpleName())
			.addProfiler(GCProfiler.class)
			.forks(extent.forks)
			.warmupIterations(extent.warmups)
			.warmupTime(TimeValue.milliseconds(extent.millis))
			.measurementIterations(extent.iterations)
			.measurementTime(TimeValue.milliseconds(extent.millis))
			.jvmArgsAppend("-Xmx512m")
			.shouldFailOnError(true)
			.build();
		Collection<RunResult> results = new Runner(options).run();
		return results.stream().map(CoreBenchmarks::figure).toList();
	}

	private static CoreFigure figure(RunResult result) {
		Result<?> time = result.getPrimaryResult();
		Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED));
		String benchmark = result.getParams().getBenchmark();
		return new CoreFigure(words(benchmark.substring(benchmark.lastIndexOf('.') + 1)),
				Integer.parseInt(result.getParams().getParam("checks")), time.getScore(), time.getScoreError(),
				bytes.getScore());
	}

	private static String words(String method) {
		return method.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
	}

	/**
	 * How long everything is measured.
	 */
	public enum Extent {

		/** As long as ratios need. */
		SHORT(1, 2, 3, 300),

		/** As long as figures need. */
		FULL(3, 5, 5, 1000);

		private final int forks;

		private final int warmups;

		private final int iterations;

		private final int millis;

		Extent(int forks, int warmups, int iterations, int millis) {
			this.forks = forks;
			this.warmups = warmups;
			this.iterations = iterations;
			this.millis = millis;
		}

	}

}
