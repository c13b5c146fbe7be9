package dev.probity.benchmark.actuator;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.probity.fixture.Ports;
import dev.probity.benchmark.report.Chapter;
import dev.probity.benchmark.report.Effort;
import dev.probity.benchmark.report.Findings;
import dev.probity.benchmark.report.Target;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import redis.embedded.RedisServer;

/**
 * What an answer of Actuator costs before it is written, stock and with Probity.
 */
public final class ActuatorChapter implements Chapter {

	@Override
	public String name() {
		return "actuator";
	}

	@Override
	public Findings measure(Effort effort) throws Exception {
		try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
			int port = Ports.free();
			RedisServer redis = RedisServer.newRedisServer().port(port).setting("save \"\"").build();
			redis.start();
			try {
				return findings(run(effort, postgres.getJdbcUrl("postgres", "postgres"), port));
			}
			finally {
				redis.stop();
			}
		}
	}

	private static Collection<RunResult> run(Effort effort, String database, int redis) throws RunnerException {
		boolean full = effort == Effort.FULL;
		return new Runner(new OptionsBuilder().include(ActuatorBenchmark.class.getSimpleName())
			.addProfiler(GCProfiler.class)
			.jvmArgsAppend("-Xmx512m", "-Dspring.datasource.url=" + database, "-Dspring.data.redis.port=" + redis,
					"-Dserver.port=0", "-Dserver.address=127.0.0.1")
			.output("target/jmh-actuator.log")
			.shouldFailOnError(true)
			.forks(1)
			.warmupIterations(full ? 5 : 1)
			.warmupTime(TimeValue.milliseconds(full ? 1_000 : 400))
			.measurementIterations(full ? 5 : 2)
			.measurementTime(TimeValue.milliseconds(full ? 1_000 : 400))
			.build()).run();
	}

	private static Findings findings(Collection<RunResult> results) {
		Map<String, Double> micros = new TreeMap<>();
		StringBuilder text = new StringBuilder(
				"""
						JMH, one thread: the endpoint itself (`HealthEndpointWebExtension`), without HTTP and JSON, in front of a
						PostgreSQL and a Redis that are well.

						| | group | µs | bytes |
						| --- | --- | --- | --- |
						""");
		for (RunResult result : results) {
			String variant = result.getParams().getParam("variant");
			String benchmark = result.getParams().getBenchmark();
			String group = benchmark.substring(benchmark.lastIndexOf('.') + 1);
			Result<?> time = result.getPrimaryResult();
			Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
			micros.put(variant + " " + group, time.getScore());
			text.append(String.format(Locale.ENGLISH, "| %s | %s | %,.2f | %,.0f |%n", variant, group, time.getScore(),
					bytes.getScore()));
		}
		return new Findings(text.toString(),
				List.of(Target.atMost("readiness of Actuator, without HTTP: against stock's", 0.2, 0.8,
						micros.getOrDefault("probity readiness", Double.NaN)
								/ micros.getOrDefault("stock readiness", Double.NaN),
						" ×")));
	}

}
