package dev.probity.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.probity.check.CheckResult;
import dev.probity.check.CheckSnapshot;
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

	private Probes probes = probes(this.engine, WithdrawalRule.ALWAYS);

	private Probes held = this.probes;

	private Probes probes(Engine engine, WithdrawalRule rule) {
		return new Probes(List.of(this.readiness), engine.monitor(), this.guard, rule, new Instance(), List.of(),
				this.ticker);
	}

	@Setup
	public void register() {
		this.engine = new Engine(this.checks, Duration.ofDays(1), this.ticker);
		this.probes = probes(this.engine, WithdrawalRule.ALWAYS);
		require(this.probes, ProbeStatus.UP);
		Engine failing = new Engine(this.checks, Duration.ofDays(1), this.ticker);
		this.held = probes(failing, new HeldByPeers(this.ticker));
		require(this.held, ProbeStatus.UP);
		failing.publish("check-0", CheckResult.failed("refused"), this.ticker.read());
		failing.publish("check-0", CheckResult.failed("refused"), this.ticker.read());
		require(this.held, ProbeStatus.DEGRADED);
	}

	private void require(Probes probes, ProbeStatus status) {
		ProbeVerdict verdict = probes.verdict(this.readiness);
		if (verdict.status() != status) {
			throw new IllegalStateException("Not " + status + ": " + verdict);
		}
	}

	@Benchmark
	public ProbeVerdict readVerdict() {
		return this.probes.verdict(this.readiness);
	}

	/**
	 * A check fails, and most peers have said that it fails for them, too.
	 */
	@Benchmark
	public ProbeVerdict readVerdictThatIsHeld() {
		return this.held.verdict(this.readiness);
	}

	@Benchmark
	public ProbeVerdict readVerdictAfterAResult() {
		this.engine.publish("check-0", PASSED, this.ticker.read());
		return this.probes.verdict(this.readiness);
	}

	/**
	 * Counts its answers as the rule does that asks peers.
	 */
	private static final class HeldByPeers implements WithdrawalRule {

		private final AtomicLong revision = new AtomicLong(1);

		private final Hold hold;

		HeldByPeers(Ticker ticker) {
			this.hold = new Hold(ticker.read() + Duration.ofHours(1).toNanos(), "7 of 9 peers fail too");
		}

		@Override
		public Hold holdOf(CheckSnapshot failing) {
			return this.hold;
		}

		@Override
		public long revision() {
			return this.revision.get();
		}

	}

}
