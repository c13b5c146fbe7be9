package dev.probity.benchmark.core;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import dev.probity.benchmark.report.Effort;
import dev.probity.engine.EngineBenchmark;
import dev.probity.probe.VerdictBenchmark;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of the core, and tells them as rows of a table.
 */
final class CoreBenchmarks {

	private static final String ALLOCATED = "gc.alloc.rate.norm";

	private CoreBenchmarks() {
	}

	/**
	 * Run them.
	 */
	static List<CoreFigure> run(Effort effort) throws RunnerException {
		ChainedOptionsBuilder options = new OptionsBuilder().include(VerdictBenchmark.class.getSimpleName())
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-Xmx512m")
			.output("target/jmh.log")
			.shouldFailOnError(true);
		switch (effort) {
			case SHORT -> options.param("checks", "3", "3000")
				.forks(1)
				.warmupIterations(2)
				.warmupTime(TimeValue.milliseconds(300))
				.measurementIterations(3)
				.measurementTime(TimeValue.milliseconds(300));
			case FULL -> options.include(EngineBenchmark.class.getSimpleName())
				.forks(2)
				.warmupIterations(3)
				.warmupTime(TimeValue.milliseconds(500))
				.measurementIterations(4)
				.measurementTime(TimeValue.milliseconds(500));
		}
		Collection<RunResult> results = new Runner(options.build()).run();
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

}
