package dev.probity.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.probity.check.CheckResult;
import dev.probity.engine.Engine;
import dev.probity.lifecycle.Instance;
import dev.probity.time.Ticker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What an answer costs before it is written: between two results, and after each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VerdictBenchmark {

	private static final CheckResult PASSED = CheckResult.passed();

	/**
	 * How many checks there are, all of them required.
	 */
	@Param({ "3", "30", "300", "3000" })
	public int checks;

	private final Probe readiness = new Probe(Probe.READINESS, ProbeType.READINESS, (check) -> Criticality.REQUIRED);

	private final LoadShedLimit guard = new LoadShedLimit(
			(check) -> new LoadTerms(Duration.ZERO, Duration.ofMinutes(1)), 0);

	private final Ticker ticker = Ticker.system();

	private Engine engine = new Engine(0, Duration.ofDays(1), this.ticker);

	private Probes probes = probes();

	private Probes probes() {
		return new Probes(List.of(this.readiness), this.engine.monitor(), this.guard, new Instance(), List.of(),
				this.ticker);
	}

	@Setup
	public void register() {
		this.engine = new Engine(this.checks, Duration.ofDays(1), this.ticker);
		this.probes = probes();
		if (this.probes.verdict(this.readiness).status() != ProbeStatus.UP) {
			throw new IllegalStateException("Not ready: " + this.probes.verdict(this.readiness));
		}
	}

	@Benchmark
	public ProbeVerdict readVerdict() {
		return this.probes.verdict(this.readiness);
	}

	@Benchmark
	public ProbeVerdict readVerdictAfterAResult() {
		this.engine.publish("check-0", PASSED, this.ticker.read());
		return this.probes.verdict(this.readiness);
	}

}
